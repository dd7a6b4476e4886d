import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { caseNumbers } from './domain-cases.js';
import { ruleNumbers } from './domain-rules.js';
import type { Source } from './mentions.js';

const folders = ['apps', 'libs', 'e2e', 'walks'];
const passedOver = new Set(['node_modules', 'dist', 'generated', 'releases']);

/** The TypeScript files of apps, libraries, walks and end-to-end tests that name a rule or a case at all, by path. */
export async function sourcesThatNameSomething(root: string): Promise<readonly Source[]> {
  const paths = (await Promise.all(folders.map(async (folder) => filesIn(root, folder)))).flat().sort();
  const sources = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
  );
  return sources.filter(({ text }) => [ruleNumbers, caseNumbers].some((one) => text.search(one) >= 0));
}

/** What tests are made of, rather than what is tested. */
export const isTest = (path: string): boolean =>
  /\.spec\.tsx?$/.test(path) ||
  path.includes('/testing/') ||
  path.startsWith('e2e/') ||
  path.startsWith('walks/');

async function filesIn(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry) => {
    const { name } = entry;
    const path = `${folder}/${name}`;
    if (entry.isDirectory()) return passedOver.has(name) ? [] : filesIn(root, path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}
