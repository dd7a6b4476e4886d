import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { noMetrics } from '../testing/small-service.js';
import { SeveralLanes } from '../testing/several-lanes.js';
import { commitChunk } from './commit-chunk.js';
import { Fenced, StaleVersion } from './errors.js';
import { tryChunk } from './run-chunk.js';
import { Writes } from './writes.js';

let mongo: TestMongo;
let service: SeveralLanes;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
});
beforeEach(async () => {
  await mongo.connection.dropDatabase();
  service = new SeveralLanes(mongo.connection);
});
afterAll(async () => mongo.drop());

describe('a chunk of several lanes', () => {
  it('moves each of them on, and what one decides the next one sees', async () => {
    const [one, other] = [await service.claim('one'), await service.claim('other')];
    const shares = [service.share(one, 'a', 'both'), service.share(other, 'both', 'b', 'both')] as const;
    const committed = await commitChunk([...shares], service.using);
    expect(committed?.map(({ lane }) => lane)).toEqual([one, other]);
    expect([await service.nextOf(one), await service.nextOf(other)]).toEqual([2, 3]);
    expect([one.next, other.next]).toEqual([2, 3]);
    expect(await service.countOf('both')).toBe(3);
    expect([await service.countOf('a'), await service.countOf('b')]).toEqual([1, 1]);
  });

  it('writes nothing when somebody else has one of them; the others can go on alone', async () => {
    const [lost, kept] = [await service.claim('lost'), await service.claim('kept')];
    await service.claim('lost');
    const shares = [service.share(lost, 'a'), service.share(kept, 'b')] as const;
    await expect(commitChunk([...shares], service.using)).rejects.toThrow(Fenced);
    expect([await service.nextOf(lost), await service.nextOf(kept)]).toEqual([0, 0]);
    await commitChunk([shares[1]], service.using);
    await expect(commitChunk([shares[0]], service.using)).rejects.toThrow(Fenced);
    expect([await service.countOf('a'), await service.countOf('b')]).toEqual([0, 1]);
  });

  it('writes nothing when the send of one of them was given up, because the lane was lost', async () => {
    const [lost, kept] = [await service.claim('lost'), await service.claim('kept')];
    lost.sending = Promise.resolve(false);
    const shares = [service.share(kept, 'b'), service.share(lost, 'a')] as const;
    await expect(commitChunk([...shares], service.using)).rejects.toThrow(Fenced);
    expect([await service.countOf('a'), await service.countOf('b')]).toEqual([0, 0]);
  });

  it('takes no record a second time, whatever a process thinks that it has', async () => {
    const [one, other] = [await service.claim('one'), await service.claim('other')];
    const shares = [service.share(one, 'a'), service.share(other, 'b')] as const;
    await commitChunk([...shares], service.using);
    await expect(commitChunk([...shares], service.using)).rejects.toThrow(Fenced);
    other.next = 0;
    await expect(commitChunk([shares[1]], service.using)).rejects.toThrow(Fenced);
    expect([await service.countOf('a'), await service.countOf('b')]).toEqual([1, 1]);
  });

  it('decides no operation that somebody else has decided meanwhile', async () => {
    const session = await mongo.connection.startSession();
    const decide = (id: string) =>
      session.withTransaction(async () => {
        const writes = new Writes(session);
        service.positions.advance([], [id], writes);
        await writes.flush();
      });
    await decide('one');
    await expect(decide('one')).rejects.toThrow(StaleVersion);
    await decide('other');
    await session.endSession();
  });

  it('tells what it has changed when that is committed, once, and nothing when it was not', async () => {
    const [kept, lost] = [await service.claim('kept'), await service.claim('lost')];
    const told: unknown[] = [];
    service.counted.whenCommitted((states) => told.push(states));
    await service.claim('lost');
    const shares = [service.share(kept, 'a', 'b', 'a'), service.share(lost, 'both')] as const;
    await expect(commitChunk([...shares], service.using)).rejects.toThrow(Fenced);
    expect(told).toEqual([]);
    await commitChunk([shares[0]], service.using);
    expect(told).toEqual([
      [
        { id: 'a', version: 2, records: 2 },
        { id: 'b', version: 1, records: 1 },
      ],
    ]);
  });

  it('is tried once: whatever fails in it, each share is then to be run alone', async () => {
    const [faulty, other] = [await service.claim('faulty'), await service.claim('other')];
    const apart: string[] = [];
    const using = {
      ...service.using,
      metrics: { ...noMetrics, retry: (topic: string, why: string) => apart.push(`${topic} ${why}`) },
      databaseDown: () => undefined,
      failed: () => undefined,
      committed: () => undefined,
    };
    const shares = [service.share(faulty, 'bug'), service.share(other, 'b')] as const;
    expect(await tryChunk([...shares], using)).toBe(false);
    expect(apart).toEqual(['faulty apart', 'other apart']);
    expect(await service.countOf('b')).toBe(0);
    expect(await tryChunk([shares[1]], using)).toBe(true);
    expect(await service.countOf('b')).toBe(1);
  });
});
