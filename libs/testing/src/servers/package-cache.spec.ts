import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cacheFolder, cachedPackage } from './package-cache.js';

describe('the package cache', () => {
  let root: string;
  const quiet = (): void => undefined;
  const install = (folder: string): Promise<void> => writeFile(join(folder, 'binary'), 'ok');
  beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'cache-'))));
  afterEach(() => rm(root, { recursive: true }));

  test('lies in the cache folder of the user', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/reservoir');
    expect(cacheFolder({})).toMatch(/\/\.cache\/reservoir$/);
  });

  test('installs a package once, also when many ask for it at once', async () => {
    let installs = 0;
    const slowly = async (folder: string): Promise<void> => {
      installs += 1;
      await sleep(30);
      await install(folder);
    };
    const folders = await Promise.all([1, 2, 3].map(() => cachedPackage('kafka-1', quiet, slowly, root)));
    expect(new Set(folders)).toEqual(new Set([join(root, 'kafka-1')]));
    expect(installs).toBe(1);
    expect(await readdir(root)).toEqual(['kafka-1']);
  });

  test('holds nothing of an installation that failed, and tries again', async () => {
    const failing = async (folder: string): Promise<void> => {
      await install(folder);
      throw new Error('network gone');
    };
    await expect(cachedPackage('kafka-1', quiet, failing, root)).rejects.toThrow('network gone');
    expect(await readdir(root)).toEqual([]);
    expect(await cachedPackage('kafka-1', quiet, install, root)).toBe(join(root, 'kafka-1'));
  });

  test('sweeps up what a killed installation left, and never uses it', async () => {
    await mkdir(join(root, 'kafka-1.part-abc'));
    await writeFile(join(root, 'kafka-1.part-abc', 'half'), '');
    const folder = await cachedPackage('kafka-1', quiet, install, root);
    expect(existsSync(join(folder, 'half'))).toBe(false);
    expect(await readdir(root)).toEqual(['kafka-1']);
  });
});
