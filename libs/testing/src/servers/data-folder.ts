import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lock, tryLock } from './lock.js';

/** The folder that holds the servers' data, one folder inside it for each server. */
export interface DataFolder {
  readonly ephemeral: boolean;
  /** Makes and gives the folder of one server. */
  folderOf(server: string): Promise<string>;
  /** Keeps other starts off the folder while this process lives, too. */
  alsoUsedBy(pid: number): Promise<void>;
  /** Gives the folder up; an ephemeral one is removed. */
  close(): Promise<void>;
}

/**
 * Opens the data folder for this process alone, cleared if `reset` is set.
 * @throws Error when it cannot be written, or another process uses it.
 */
export async function openDataFolder(
  dataDir: string,
  reset: boolean,
  report: (line: string) => void,
): Promise<DataFolder> {
  if (dataDir === 'ephemeral') return ephemeralFolder();
  const root = resolve(dataDir);
  const lock = await lockFolder(root, report);
  if (reset) {
    for (const server of ['kafka', 'mongodb']) {
      await rm(join(root, server), { recursive: true, force: true, maxRetries: 3 });
    }
    report(`cleared ${root}`);
  }
  return {
    ephemeral: false,
    folderOf: (server) => subfolder(root, server),
    alsoUsedBy: (pid) => lock.alsoHeldBy(pid),
    close: () => lock.release(),
  };
}

/** It is made when it is first needed, so that a process killed while packages download leaves nothing behind. */
function ephemeralFolder(): DataFolder {
  let made: Promise<string> | undefined;
  const make = async (): Promise<string> => {
    const root = await mkdtemp(join(tmpdir(), 'reservoir-'));
    process.once('exit', () => rmSync(root, { recursive: true, force: true }));
    return root;
  };
  return {
    ephemeral: true,
    folderOf: async (server) => subfolder(await (made ??= make()), server),
    alsoUsedBy: () => Promise.resolve(),
    close: async () => {
      if (made) await rm(await made, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function subfolder(root: string, server: string): Promise<string> {
  const folder = join(root, server);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Waits for the servers of a process that was killed: their supervisors are about to end them. */
async function lockFolder(root: string, report: (line: string) => void): Promise<Lock> {
  await mkdir(root, { recursive: true });
  for (let told = false; ; told = true) {
    const lock = await tryLock(join(root, 'servers.lock'));
    if ('release' in lock) return lock;
    if (lock.owner !== undefined) {
      throw new Error(
        `${root} is in use by process ${lock.owner}: end it, choose another folder, ` +
          'or set KAFKA_BROKERS and MONGODB_URI to the servers that it runs',
      );
    }
    if (!told) report('waiting for the servers of an earlier run to end');
    await sleep(200);
  }
}
