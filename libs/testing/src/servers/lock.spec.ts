import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Lock, tryLock, withLock } from './lock.js';

describe('a lock file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
    file = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is held by one at a time, which the other is told', async () => {
    const lock = (await tryLock(file)) as Lock;
    expect(await tryLock(file)).toEqual({ owner: process.pid, others: [] });
    await lock.release();
    expect(await tryLock(file)).toHaveProperty('release');
  });

  test('of a process that is dead is no lock', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(file, `${child.pid} 12345\n`);
    expect(await tryLock(file)).toHaveProperty('release');
  });

  test('of a process whose id was given to another one is no lock', async () => {
    await writeFile(file, `${process.pid} 1\n`);
    expect(await tryLock(file)).toHaveProperty(process.platform === 'linux' ? 'release' : 'owner');
  });

  test('stays held while a further process lives that it names', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const lock = (await tryLock(file)) as Lock;
    await lock.alsoHeldBy(child.pid ?? 0);
    expect(await tryLock(file)).toEqual({ owner: process.pid, others: [child.pid] });
    child.kill();
    await once(child, 'exit');
    expect(await tryLock(file)).toEqual({ owner: process.pid, others: [] });
  });

  test('lets one work after the other, and is gone at the end, also after a failure', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, (inside += 1));
      await sleep(20);
      inside -= 1;
    };
    let waited = 0;
    const onWait = (): void => void (waited += 1);
    await Promise.all([1, 2, 3].map(() => withLock(file, onWait, work)));
    expect([most, waited]).toEqual([1, 2]);
    await expect(withLock(file, onWait, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });
});
