import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.js';

/** The user's own cache folder, so that every checkout shares one copy. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'reservoir');
}

/**
 * Gives the folder of a package, installing it first if it is not there. What is in the cache is complete: a package
 * is installed into a temporary folder that gets its name at the end, so a kill in between leaves nothing half done.
 * @param name the package with its version: it names the folder.
 * @param install puts the package into the empty folder that it is given, and throws if it cannot.
 */
export async function cachedPackage(
  name: string,
  report: (line: string) => void,
  install: (folder: string) => Promise<void>,
  root: string = cacheFolder(),
): Promise<string> {
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  await mkdir(root, { recursive: true });
  const onWait = (): void => report(`waiting for another process that installs ${name}`);
  return withLock(join(root, `${name}.lock`), onWait, async () => {
    if (existsSync(folder)) return folder;
    await removeLeftovers(root, `${name}.part-`);
    const part = await mkdtemp(join(root, `${name}.part-`));
    try {
      await install(part);
      await rename(part, folder);
    } finally {
      await rm(part, { recursive: true, force: true });
    }
    return folder;
  });
}

/** Whoever holds the lock owns every unfinished folder: no other process is installing. */
async function removeLeftovers(root: string, prefix: string): Promise<void> {
  for (const entry of await readdir(root)) {
    if (entry.startsWith(prefix)) await rm(join(root, entry), { recursive: true, force: true });
  }
}
