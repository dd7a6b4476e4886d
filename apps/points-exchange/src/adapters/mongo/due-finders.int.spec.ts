import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import type { Exchange } from '../../domain/exchange.js';
import type { PointsLot } from '../../domain/lot.js';
import { aLot, anExchange, midnight } from '../../testing/points.fixtures.js';
import {
  exchangesWithoutAnswer,
  lotsThatAreOver,
  noticesThatAreDue,
  reversalsWithoutAnswer,
} from './due-finders.js';
import { MongoPoints } from './mongo-points.js';
import { burnOrderIndex, dueIndex } from './points.schemas.js';

let mongo: TestMongo;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  new MongoPoints(mongo.connection);
  await ensureIndexes(mongo.connection);
});
beforeEach(async () => {
  for (const model of Object.values(mongo.connection.models)) await model.collection.deleteMany({});
});
afterAll(() => mongo.drop());

/** Puts documents into a collection as the service keeps them. */
async function put(
  collection: 'lots' | 'exchanges',
  states: readonly (PointsLot | Exchange)[],
): Promise<void> {
  const documents = states.map(({ id, ...rest }) => ({ _id: id, ...rest }));
  await mongo.connection.collection<{ _id: string }>(collection).insertMany(documents);
}

describe('PT-5 lots that are over', () => {
  const end = midnight('2027-03-31');

  it('are found at the instant itself, one command for each partner, the longest due first', async () => {
    await put('lots', [
      aLot({ id: 'b', partnerId: 'p-1' }),
      aLot({ id: 'a', partnerId: 'p-1' }),
      aLot({ id: 'c', partnerId: 'p-2', expiresAt: plusMs(end, -1) }),
      aLot({ id: 'd', partnerId: 'p-3', expiresAt: plusMs(end, 1) }),
      aLot({ id: 'e', partnerId: 'p-4', points: 10, remaining: 0, spent: 10 }),
    ]);
    const finder = lotsThatAreOver(mongo.connection);
    expect(await finder.find(plusMs(end, -2), 100)).toEqual([]);
    expect((await finder.find(end, 100)).map(({ data }) => data)).toEqual([
      { partnerId: 'p-2', lotId: 'c', expiresAt: plusMs(end, -1) },
      { partnerId: 'p-1', lotId: 'a', expiresAt: end },
    ]);
    expect(await finder.find(end, 1)).toHaveLength(1);
  });

  it('are found through an index that holds open lots only', async () => {
    await put('lots', [aLot()]);
    const { lots } = mongo.connection.collections;
    const plan = await lots!
      .find({ remaining: { $gt: 0 }, expiresAt: { $lte: end } }, { hint: dueIndex })
      .explain();
    expect(JSON.stringify(plan)).toContain('"indexName":"due"');
  });
});

describe('PT-2 the burn order', () => {
  it('comes out of its index, without sorting', async () => {
    await put('lots', [aLot()]);
    const { lots } = mongo.connection.collections;
    const plan = await lots!
      .find(
        { partnerId: 'partner-gold', remaining: { $gt: 0 }, expiresAt: { $gt: midnight('2027-01-01') } },
        { hint: burnOrderIndex },
      )
      .sort({ priority: 1, expiresAt: 1, grantedAt: 1, _id: 1 })
      .explain();
    expect(JSON.stringify(plan)).toContain('"indexName":"burn-order"');
    expect(JSON.stringify(plan)).not.toContain('"stage":"SORT"');
  });
});

describe('PT-4 exchanges without an answer', () => {
  it('are found at their deadline, while they are held', async () => {
    const { deadline } = anExchange();
    await put('exchanges', [
      anExchange({ id: 'late', deadline: plusMs(deadline, 1) }),
      anExchange({ id: 'due' }),
      anExchange({ id: 'ended', state: 'captured' }),
    ]);
    const finder = exchangesWithoutAnswer(mongo.connection);
    expect(await finder.find(plusMs(deadline, -1), 100)).toEqual([]);
    expect((await finder.find(deadline, 100)).map(({ data }) => data)).toEqual([
      { partnerId: 'partner-gold', exchangeId: 'due', deadline },
    ]);
  });
});

describe('PT-6 reversals without an answer', () => {
  it('are found when they are to be asked for again', async () => {
    const askAgainAt = midnight('2027-01-01');
    await put('exchanges', [
      anExchange({ id: 'late', state: 'captured', askAgainAt: plusMs(askAgainAt, 1) }),
      anExchange({ id: 'due', state: 'captured', askAgainAt }),
      anExchange({ id: 'ended', state: 'captured' }),
    ]);
    const finder = reversalsWithoutAnswer(mongo.connection);
    expect(await finder.find(plusMs(askAgainAt, -1), 100)).toEqual([]);
    expect((await finder.find(askAgainAt, 100)).map(({ data }) => data)).toEqual([
      { partnerId: 'partner-gold', exchangeId: 'due', deadline: askAgainAt },
    ]);
  });
});

describe('PT-8 notices of points that expire', () => {
  it('are found at their instant, while something of the lot is left', async () => {
    const noticeAt = midnight('2027-01-30');
    await put('lots', [
      aLot({ id: 'due', noticeAt }),
      aLot({ id: 'later', noticeAt: plusMs(noticeAt, 1) }),
      aLot({ id: 'empty', noticeAt, points: 5, remaining: 0, spent: 5 }),
      aLot({ id: 'told', noticeAt: null }),
    ]);
    const finder = noticesThatAreDue(mongo.connection);
    expect(await finder.find(plusMs(noticeAt, -1), 100)).toEqual([]);
    expect((await finder.find(noticeAt, 100)).map(({ data }) => data)).toEqual([
      { partnerId: 'partner-gold', lotId: 'due', noticeAt },
    ]);
  });
});
