import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expireLot, expireReservation } from '@reservoir/messages';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { never } from '../../domain/lot.js';
import { aKey, aLot, aReservation, at, now } from '../../testing/license-pool.fixtures.js';
import { overdueLots, overdueReservations } from './due-finders.js';
import { MongoCollections } from './mongo-collections.js';

let mongo: TestMongo;
let collections: MongoCollections;
const pool = { partnerId: 'partner-gold', sku: 'endpoint-security:secure-plus', term: 'Y1' };

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  collections = new MongoCollections(mongo.connection);
  await ensureIndexes(mongo.connection);
  const session = await mongo.connection.startSession();
  await runUnitOfWork(session, collections.stores, {}, now, (chunk) => {
    const { lots, reservations } = collections.in(chunk);
    const soon = at('2026-11-21T10:00:00.001Z');
    lots.save(aLot({ id: 'second', available: 1, expiresAt: now }));
    lots.save(aLot({ id: 'first', available: 1, expiresAt: at('2026-11-20T00:00:00Z') }));
    lots.save(aLot({ id: 'not-yet', available: 1, expiresAt: soon }));
    lots.save(aLot({ id: 'never', available: 1, expiresAt: never }));
    lots.save(aLot({ id: 'nothing-left', assigned: 1, expired: 3, expiresAt: now }));
    reservations.save(aReservation({ id: 'second', deadline: now }));
    reservations.save(aReservation({ id: 'first', deadline: at('2026-11-21T09:00:00Z') }));
    reservations.save(aReservation({ id: 'not-yet', deadline: soon }));
    reservations.save(aReservation({ id: 'ended', deadline: now, state: 'expired', endedAt: now }));
  });
  await session.endSession();
});
afterAll(() => mongo.drop());

it('PO-2 finds the lots that are over and have licences left, the longest over first', async () => {
  const finder = overdueLots(collections);
  const due = await finder.find(now, 10);
  expect(due).toEqual([
    { message: expireLot, data: { pool, lotId: 'first', expiresAt: at('2026-11-20T00:00:00Z') } },
    { message: expireLot, data: { pool, lotId: 'second', expiresAt: now } },
  ]);
  for (const { message, data } of due) expect(message.keyOf(message.schema.parse(data))).toBe(aKey().id);
  expect(await finder.find(now, 1)).toEqual(due.slice(0, 1));
});

it('PO-5 finds the reservations that are held past their deadline, the longest over first', async () => {
  const due = await overdueReservations(collections).find(now, 10);
  expect(due).toEqual([
    {
      message: expireReservation,
      data: { pool, reservationId: 'first', deadline: at('2026-11-21T09:00:00Z') },
    },
    { message: expireReservation, data: { pool, reservationId: 'second', deadline: now } },
  ]);
  for (const { message, data } of due) expect(message.keyOf(message.schema.parse(data))).toBe(aKey().id);
});

it('forgets a reservation 14 days after its end, and none that is held', async () => {
  const stored = await collections.reservations.collection
    .find({ _id: { $in: ['reservation/ended', 'reservation/first'] } })
    .toArray();
  expect(Object.fromEntries(stored.map(({ _id, purgeAt }) => [_id, purgeAt]))).toEqual({
    'reservation/ended': new Date('2026-12-05T10:00:00Z'),
    'reservation/first': null,
  });
  const indexes = await collections.reservations.collection.indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { purgeAt: 1 }, expireAfterSeconds: 0 }));
});

it.each([
  ['the lots', 'expiry', 'expiresAt', { type: 'lot', 'counts.available': { $gt: 0 } }],
  ['the reservations', 'deadline', 'deadline', { type: 'reservation', state: 'held' }],
])('reads %s from the index of their own alone: %s', async (_, index, field, filter) => {
  const due = { ...filter, [field]: { $lte: now } } as object;
  const plan = await collections.lots.collection
    .find(due)
    .sort({ [field]: 1 })
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).toContain(`"indexName":"${index}"`);
});
