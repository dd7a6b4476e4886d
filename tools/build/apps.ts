import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const rootFolder = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** The names of the apps that can be started: those with a `src/main.ts`, in alphabetical order. */
export function appNames(root: string = rootFolder): readonly string[] {
  return readdirSync(join(root, 'apps'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'apps', entry.name, 'src', 'main.ts')))
    .map((entry) => entry.name)
    .sort();
}
