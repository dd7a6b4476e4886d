import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runUnitOfWork } from '@reservoir/messaging';
import { type LedgerEntry, sealed } from '@reservoir/points-ledger';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { purchasePoints } from '../../application/purchase-points.js';
import { lotIdOf } from '../../domain/grant.js';
import { aPartner, anOrder, noon } from '../../testing/points.fixtures.js';
import { LedgerVerifier } from './ledger-verifier.js';
import { MongoPoints } from './mongo-points.js';

const partnerId = 'partner-gold';
const count = 30;
let mongo: TestMongo;
let points: MongoPoints;
let verifier: LedgerVerifier;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  points = new MongoPoints(mongo.connection);
  verifier = new LedgerVerifier(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

/** A ledger that the service wrote, of so many grants. */
beforeEach(async () => {
  for (const model of Object.values(mongo.connection.models)) await model.collection.deleteMany({});
  const orders = Array.from({ length: count }, (_, n) => anOrder({ line: String(n), points: n + 1 }));
  const needs = {
    companies: [partnerId],
    accounts: [partnerId],
    lots: [{ dueOf: partnerId }, ...orders.map((order) => ({ id: lotIdOf(order) }))],
  };
  const session = await mongo.connection.startSession();
  await runUnitOfWork(session, points.stores, needs, noon, (chunk) => {
    const companies = points.companies.in(chunk);
    const ledger = {
      accounts: points.accounts.in(chunk),
      lots: points.lots.in(chunk),
      transactions: points.transactions.in(chunk),
    };
    companies.save(aPartner());
    for (const order of orders) purchasePoints(order, { companies, ...ledger }, noon);
  });
  await session.endSession();
});

const entries = () => mongo.connection.collection<Omit<LedgerEntry, 'id'> & { _id: string }>('transactions');
const tamper = (number: number, change: Record<string, unknown>) =>
  entries().updateOne({ partnerId, number }, { $set: change });

describe('PT-1 stored ledgers are verified', () => {
  it('whole as they were written', async () => {
    expect(await verifier.verify(partnerId)).toMatchObject({ partnerId, entries: count, fault: undefined });
    const partners = [];
    for await (const partner of verifier.partners()) partners.push(partner);
    expect(partners).toEqual([partnerId]);
  });

  it.each([
    ['points', { 'postings.0.points': -999 }],
    ['a lot', { 'moves.0.lotId': 'another' }],
    ['the time', { at: '2026-11-21T12:00:00.001Z' }],
    ['the balance', { 'balances.available': 1 }],
    ['the reason', { reason: 'none' }],
  ])('and tampering with %s of one entry is found and named', async (_, change) => {
    const { _id } = (await entries().findOne({ partnerId, number: 17 }))!;
    await tamper(17, change);
    expect(await verifier.verify(partnerId)).toMatchObject({
      entries: 16,
      fault: { number: 17, id: _id, code: 'entry-changed' },
    });
  });

  it('also when the entry got a hash that fits it', async () => {
    const { _id: id, ...entry } = (await entries().findOne({ partnerId, number: 17 }))!;
    const forged = sealed({ id, ...entry, reason: 'none' });
    await tamper(17, { reason: 'none', hash: forged.hash });
    expect((await verifier.verify(partnerId)).fault).toMatchObject({ number: 17, code: 'chain-broken' });
  });

  it.each([1, 17, count])('also when entry %i is gone', async (number) => {
    await entries().deleteOne({ partnerId, number });
    expect(await verifier.verify(partnerId)).toMatchObject({
      entries: number - 1,
      fault: { number, code: 'entry-missing' },
    });
  });

  it('also when the account ends otherwise', async () => {
    await mongo.connection
      .collection<{ _id: string }>('accounts')
      .updateOne({ _id: partnerId }, { $set: { hash: 'f'.repeat(64) } });
    expect((await verifier.verify(partnerId)).fault).toMatchObject({ number: count, code: 'head-differs' });
  });
});
