import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDataFolder } from './data-folder.js';

const quiet = (): void => undefined;

describe('a data folder', () => {
  let root: string;
  beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'data-'))));
  afterEach(() => rm(root, { recursive: true }));

  test('keeps its data from one run to the next, and loses it on reset', async () => {
    const first = await openDataFolder(root, false, quiet);
    const file = join(await first.folderOf('kafka'), 'log');
    await writeFile(file, '');
    await first.close();
    const second = await openDataFolder(root, false, quiet);
    expect(existsSync(file)).toBe(true);
    await second.close();
    const lines: string[] = [];
    await (await openDataFolder(root, true, (line) => lines.push(line))).close();
    expect(existsSync(file)).toBe(false);
    expect(lines).toEqual([`cleared ${root}`]);
  });

  test('is used by one process at a time; the other is told by which', async () => {
    const data = await openDataFolder(root, false, quiet);
    const again = openDataFolder(root, true, quiet);
    await expect(again).rejects.toThrow(`${root} is in use by process ${process.pid}`);
    await data.close();
  });

  test('that is ephemeral is made when it is needed and removed at the end', async () => {
    const data = await openDataFolder('ephemeral', false, quiet);
    expect(data.ephemeral).toBe(true);
    const folder = await data.folderOf('mongodb');
    expect(existsSync(folder)).toBe(true);
    await data.close();
    expect(existsSync(join(folder, '..'))).toBe(false);
  });
});
