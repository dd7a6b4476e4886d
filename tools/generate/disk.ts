import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Drift } from './drift.js';
import type { GeneratedFile } from './generated-file.js';

/**
 * Brings the disk to what it should be, touching only what differs.
 * @param root of the repository
 * @param drift what `driftOf` found for these files
 */
export async function correct(
  root: string,
  files: readonly GeneratedFile[],
  drift: readonly Drift[],
): Promise<void> {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  for (const { path } of drift) {
    const content = contents.get(path);
    if (content === undefined) await rm(join(root, path));
    else await write(join(root, path), content);
  }
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
