import { randomUUID } from 'node:crypto';
import { appendFile, link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A lock file that is held. It is given up by `release`, or by the end of every process that it names. */
export interface Lock {
  /** Names a further process: the lock stays held while that one lives. */
  alsoHeldBy(pid: number): Promise<void>;
  release(): Promise<void>;
}

/** The processes that hold a lock: the one that took it, if it lives, and the others that live. */
export interface Holders {
  readonly owner: number | undefined;
  readonly others: readonly number[];
}

/** Takes a lock, or says who holds it. What a dead process left behind is no lock. */
export async function tryLock(file: string): Promise<Lock | Holders> {
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, await identity(process.pid));
  try {
    for (;;) {
      try {
        await link(mine, file); // atomic, content and all
        return {
          alsoHeldBy: async (pid) => appendFile(file, await identity(pid)),
          release: () => rm(file, { force: true }),
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holders = await readHolders(file);
      if (holders.owner !== undefined || holders.others.length > 0) return holders;
      await rm(file, { force: true });
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** Runs `work` while holding the lock, waiting for it as long as its holders live. */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  for (let told = false; ; told = true) {
    const lock = await tryLock(file);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        await lock.release();
      }
    }
    if (!told) onWait();
    await sleep(200);
  }
}

async function readHolders(file: string): Promise<Holders> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const alive: (number | undefined)[] = [];
  for (const line of lines) {
    const pid = Number(line.split(' ')[0]);
    alive.push((await identity(pid)) === `${line}\n` && isAlive(pid) ? pid : undefined);
  }
  return { owner: alive[0], others: alive.slice(1).filter((pid) => pid !== undefined) };
}

/** A process by its id and, where the system tells it, its start: ids are used again. */
async function identity(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${pid} ${startedAt ?? '-'}\n`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
