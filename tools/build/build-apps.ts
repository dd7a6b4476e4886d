import { join } from 'node:path';
import { bundle } from '@reservoir/testing/bundle';
import { appNames, rootFolder } from './apps.js';

/** One app that was built. */
export interface BuiltApp {
  readonly name: string;
  /** The bundle to start with `node --enable-source-maps`; it finds its packages in the root's node_modules. */
  readonly file: string;
  readonly bytes: number;
}

/**
 * Bundles apps, all of them unless named: `apps/<name>/src/main.ts` with the libraries of this repository becomes
 * `dist/apps/<name>/main.js`. Packages from the registry stay outside: some break in a bundle.
 * @throws Error naming the apps that do not exist, or esbuild's with its messages.
 */
export async function buildApps(
  names?: readonly string[],
  root: string = rootFolder,
): Promise<readonly BuiltApp[]> {
  const known = appNames(root);
  const unknown = (names ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`no such app: ${unknown.join(', ')} (there are ${known.join(', ')})`);
  return Promise.all((names ?? known).map((name) => buildApp(name, root)));
}

async function buildApp(name: string, root: string): Promise<BuiltApp> {
  const file = join(root, 'dist', 'apps', name, 'main.js');
  const bytes = await bundle({ root, entry: join('apps', name, 'src', 'main.ts'), file });
  return { name, file, bytes };
}
