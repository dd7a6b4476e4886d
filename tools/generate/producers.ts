import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messages } from '@reservoir/messages';
import { asyncApiDocument } from './asyncapi/document.js';
import { type GeneratedFile, type Producer, jsonFile } from './generated-file.js';
import { messageFiles, published } from './message-files.js';
import { openApiDocument } from './openapi.js';
import { rulesPage } from './rules/page.js';
import { rulesOf } from './rules/rules.js';

/** The root of the repository. */
export const root = join(import.meta.dirname, '../..');

/** Folders that hold generated files and nothing else. */
export const generatedFolders = ['libs/messages/generated', 'docs/api'];

/** What the registry of messages promises by now. */
export const currentMessages = [...messages.values()].map(published);

const schemas: Producer = () => messageFiles('libs/messages/generated', currentMessages);

const asyncApi: Producer = async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return [
    jsonFile('libs/messages/generated/asyncapi.json', asyncApiDocument([...messages.values()], version)),
  ];
};

const openApi: Producer = async () => [jsonFile('docs/api/openapi.json', await openApiDocument(root))];

const rules: Producer = async () => [rulesPage(await rulesOf(root))];

/** Everything that is made from the code and committed, by name. To add a file, add who makes it. */
const producers: Readonly<Record<string, Producer>> = {
  schemas,
  asyncapi: asyncApi,
  openapi: openApi,
  rules,
};

export const parts: readonly string[] = Object.keys(producers);

/** All generated files, as they should be; those of one part, if it is named. */
export async function generatedFiles(only?: string): Promise<readonly GeneratedFile[]> {
  const asked = Object.entries(producers).filter(([part]) => only === undefined || part === only);
  return (await Promise.all(asked.map(async ([, produce]) => produce()))).flat();
}
