import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { correct } from './disk.js';
import { driftOf } from './drift.js';
import { compatibilityOf } from './gate.js';
import { type PublishedMessage, messageFiles } from './message-files.js';
import { byVersion, lastRelease, releasesFolder } from './releases.js';

const message = (type: string, required: readonly string[] = []): PublishedMessage => ({
  type,
  topic: 'orders.v1',
  key: '{id}',
  schema: { type: 'object', properties: { id: { type: 'string' } }, required },
});

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'releases-'));
});
afterEach(() => rm(root, { recursive: true }));

async function release(version: string, ...messages: readonly PublishedMessage[]): Promise<void> {
  const files = messageFiles(`${releasesFolder}/v${version}`, messages);
  await correct(root, files, await driftOf(root, files, []));
}

describe('releases', () => {
  it('are in the order of their numbers', () => {
    expect(['v0.10', 'v0.9', 'v1', 'v0.9.1'].sort(byVersion)).toEqual(['v0.9', 'v0.9.1', 'v0.10', 'v1']);
  });

  it('are read as they were written, the last one', async () => {
    await release('0.9', message('a.v1'));
    await release('0.10', message('b.v1'), message('a.v1'));
    expect(await lastRelease(root)).toEqual({ name: 'v0.10', messages: [message('a.v1'), message('b.v1')] });
  });

  it('are none at first, when everything may change', async () => {
    expect(await compatibilityOf(root, [message('a.v1')])).toEqual({ release: undefined, breaks: [] });
  });

  it('are what the gate compares with', async () => {
    await release('0.1', message('a.v1'));
    expect(await compatibilityOf(root, [message('a.v1')])).toEqual({ release: 'v0.1', breaks: [] });
    expect(await compatibilityOf(root, [message('a.v1', ['id'])])).toEqual({
      release: 'v0.1',
      breaks: ['a.v1 /: id may be left out, but is read as required (required; breaks writers of v0.1)'],
    });
  });
});
