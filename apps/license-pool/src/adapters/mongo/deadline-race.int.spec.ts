import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import type { Collections } from '../../application/collections.js';
import { commitReservation } from '../../application/commit-reservation.js';
import { expireReservation } from '../../application/release-reservation.js';
import { reserveLicenses } from '../../application/reserve-licenses.js';
import { aHolder, aKey, aLot, aPoolOf, at, justBefore, now } from '../../testing/license-pool.fixtures.js';
import { MongoCollections } from './mongo-collections.js';

const deadline = at('2026-11-21T10:15:00Z');
const periodEnd = at('2099-01-01T00:00:00Z');

let mongo: TestMongo;
let collections: MongoCollections;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  collections = new MongoCollections(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

/** A transaction of its own, as a lane of another process would run it. */
async function run<T>(needs: object, time: Instant, decide: (all: Collections) => T): Promise<T> {
  const session = await mongo.connection.startSession();
  try {
    return await runUnitOfWork(session, collections.stores, needs as never, time, (chunk) =>
      decide(collections.in(chunk)),
    );
  } finally {
    await session.endSession();
  }
}

/** Commit in time and release by a clock that is a moment ahead, at once. */
async function race(round: number) {
  const key = aKey(`race-${round}`);
  const lot = aLot({ id: `lot-${round}`, poolId: key.id, available: 5 });
  const reservationId = `reservation-${round}`;
  const needs = { pools: [key.id], holdings: [reservationId] };
  await run({ pools: [key.id], lots: [lot.id] }, now, ({ pools, lots }) => {
    pools.save({ ...aPoolOf([lot], key), version: 1 });
    lots.save(lot);
  });
  const draws = [{ poolId: key.id, quantity: 5 }];
  await run({ ...needs, draws }, now, (all) =>
    reserveLicenses(key, { reservationId, holder: aHolder(), quantity: 5 }, all, now),
  );
  const before = justBefore(deadline);
  const [committed, released] = await Promise.all([
    run(needs, before, (all) => commitReservation(key, { reservationId, periodEnd }, all, before)),
    run(needs, deadline, (all) => expireReservation(key, { reservationId, deadline }, all, deadline)),
  ]);
  const kept = await run({ lots: [lot.id] }, now, ({ lots }) => lots.find(lot.id));
  return { result: committed.result, released: released.length, counts: kept?.counts };
}

describe('PO-5 the deadline of a reservation against its commit, 50 rounds of transactions', () => {
  it('exactly one of them happens, and the commit that lost is told why', async () => {
    const won = { commit: 0, release: 0 };
    for (let round = 0; round < 50; round += 1) {
      const { result, released, counts } = await race(round);
      if (result.ok) {
        won.commit += 1;
        expect(released).toBe(0);
        expect(counts).toMatchObject({ available: 0, reserved: 0, assigned: 5 });
      } else {
        won.release += 1;
        expect(result.error).toMatchObject({ code: 'reservation-over', rule: 'PO-5' });
        expect(released).toBe(1);
        expect(counts).toMatchObject({ available: 5, reserved: 0, assigned: 0 });
      }
    }
    expect(won.commit + won.release).toBe(50);
  }, 60_000);
});
