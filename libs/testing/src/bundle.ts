/** `@reservoir/testing/bundle`: programs of this repository as Node runs them without TypeScript. */
import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, build } from 'esbuild';

const repository = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** What to bundle, and where to. */
export interface Bundle {
  /** The folder of tsconfig.json. */
  readonly root: string;
  /** The program, from there. */
  readonly entry: string;
  readonly file: string;
}

/**
 * Bundles a program with the libraries of this repository into one file. Packages from the registry stay outside: some
 * break in a bundle; the file finds them when it lies in the repository.
 * @returns its size
 */
export async function bundle({ root, entry, file }: Bundle): Promise<number> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@reservoir/source'],
    tsconfig: 'tsconfig.json',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [packagesOutside],
  });
  return Object.values(metafile.outputs).find((output) => output.entryPoint)?.bytes ?? 0;
}

/** Leaves every import of a package outside the bundle, but for the libraries of this repository. */
const packagesOutside: Plugin = {
  name: 'packages-outside',
  setup: (made) => {
    made.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@reservoir/') ? undefined : { path, external: true },
    );
  },
};

const made = new Map<string, Promise<string>>();

/**
 * A program of the repository, bundled as it is now, for tests that start it: a bundle starts in a third of the time, and
 * several tests may make the same one at once.
 * @param main its TypeScript file
 * @returns the file to start with node
 */
export function bundled(main: string): Promise<string> {
  const bundling = made.get(main) ?? bundleForTests(main);
  made.set(main, bundling);
  return bundling;
}

async function bundleForTests(main: string): Promise<string> {
  const entry = relative(repository, main);
  const name = `${basename(main, '.ts')}-${createHash('sha256').update(entry).digest('hex').slice(0, 8)}`;
  const folder = join(repository, 'dist', 'tests');
  const [file, own] = [join(folder, `${name}.js`), join(folder, `${name}.${process.pid}.js`)];
  await bundle({ root: repository, entry, file: own });
  await rename(`${own}.map`, `${file}.map`);
  await rename(own, file);
  return file;
}
