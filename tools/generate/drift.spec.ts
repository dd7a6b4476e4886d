import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { correct } from './disk.js';
import { driftOf } from './drift.js';
import { jsonFile } from './generated-file.js';

const files = [
  jsonFile('out/a.json', { a: 1 }),
  jsonFile('out/deep/b.json', []),
  jsonFile('docs/c.json', null),
];
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'generate-'));
});
afterEach(() => rm(root, { recursive: true }));

const drift = (): Promise<readonly object[]> => driftOf(root, files, ['out']);
const write = async (): Promise<void> => correct(root, files, await driftOf(root, files, ['out']));

describe('generated files', () => {
  it('are missing at first, and then current', async () => {
    expect(await drift()).toEqual([
      { path: 'docs/c.json', what: 'missing' },
      { path: 'out/a.json', what: 'missing' },
      { path: 'out/deep/b.json', what: 'missing' },
    ]);
    await write();
    expect(await drift()).toEqual([]);
    expect(await readFile(join(root, 'out/a.json'), 'utf8')).toBe('{\n  "a": 1\n}\n');
  });

  it('differ when somebody edits one, and are stray when nobody makes them', async () => {
    await write();
    await writeFile(join(root, 'out/a.json'), '{"a":1}\n');
    await writeFile(join(root, 'out/deep/old.json'), '{}');
    await writeFile(join(root, 'docs/by-hand.md'), 'not ours');
    expect(await drift()).toEqual([
      { path: 'out/a.json', what: 'differs' },
      { path: 'out/deep/old.json', what: 'stray' },
    ]);
    await write();
    expect(await drift()).toEqual([]);
    expect(await readFile(join(root, 'docs/by-hand.md'), 'utf8')).toBe('not ours');
  });
});
