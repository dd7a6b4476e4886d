import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratedFile } from './generated-file.js';

/** How a committed file differs from what the code makes. */
export interface Drift {
  readonly path: string;
  readonly what: 'missing' | 'differs' | 'stray';
}

/**
 * Compares what is on disk with what should be.
 * @param root of the repository
 * @param folders that hold generated files and nothing else: any other file in them is stray
 * @returns sorted by path; empty when everything is current
 */
export async function driftOf(
  root: string,
  expected: readonly GeneratedFile[],
  folders: readonly string[],
): Promise<readonly Drift[]> {
  const compared = await Promise.all(expected.map((file) => compare(root, file)));
  const wanted = new Set(expected.map((file) => file.path));
  const found = (await Promise.all(folders.map((folder) => filesIn(root, folder)))).flat();
  const stray = found.filter((path) => !wanted.has(path)).map((path): Drift => ({ path, what: 'stray' }));
  return [...compared.flat(), ...stray].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function compare(root: string, file: GeneratedFile): Promise<readonly Drift[]> {
  const committed = await readFile(join(root, file.path), 'utf8').catch(() => undefined);
  if (committed === undefined) return [{ path: file.path, what: 'missing' }];
  const { path, content, comparable = (text) => text } = file;
  return comparable(committed) === comparable(content) ? [] : [{ path, what: 'differs' }];
}

async function filesIn(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry) =>
    entry.isDirectory() ? filesIn(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
  return (await Promise.all(found)).flat();
}
