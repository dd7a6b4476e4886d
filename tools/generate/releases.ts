import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonSchema } from '@reservoir/messages';
import type { IndexEntry, PublishedMessage } from './message-files.js';

/** Where the messages of each release are kept, one folder `v<version>` each. */
export const releasesFolder = 'libs/messages/releases';

/** The messages of a release, as they were committed. */
export interface Release {
  /** `v0.1`. */
  readonly name: string;
  readonly messages: readonly PublishedMessage[];
}

const numbersOf = (name: string): readonly number[] => name.slice(1).split('.').map(Number);

/** Which version is later; 0.10 after 0.9. */
export function byVersion(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @returns the latest release; undefined before the first */
export async function lastRelease(root: string): Promise<Release | undefined> {
  const names = await readdir(join(root, releasesFolder)).catch(() => []);
  const name = names
    .filter((entry) => /^v\d+(?:\.\d+)*$/.test(entry))
    .sort(byVersion)
    .at(-1);
  if (name === undefined) return undefined;
  const folder = join(root, releasesFolder, name);
  const index = (await readJson(join(folder, 'messages.json'))) as readonly IndexEntry[];
  const messages = index.map(async (entry) => {
    const schema = (await readJson(join(folder, 'schemas', `${entry.type}.json`))) as JsonSchema;
    return { ...entry, schema };
  });
  return { name, messages: await Promise.all(messages) };
}

const readJson = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(path, 'utf8')) as unknown;
