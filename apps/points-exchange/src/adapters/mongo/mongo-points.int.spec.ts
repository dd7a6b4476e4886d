import { afterAll, beforeAll } from '@jest/globals';
import { runUnitOfWork } from '@reservoir/messaging';
import type { LedgerEntry } from '@reservoir/points-ledger';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { type PointsHarness, pointsSuite } from '../../testing/points-suite.js';
import { MongoPoints } from './mongo-points.js';

let mongo: TestMongo;
let points: MongoPoints;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  points = new MongoPoints(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

const inTransactions: PointsHarness = {
  async run(needs, now, decide) {
    const session = await mongo.connection.startSession();
    try {
      return await runUnitOfWork(session, points.stores, needs, now, (chunk) =>
        decide({
          companies: points.companies.in(chunk),
          assortments: points.assortments.in(chunk),
          retirements: points.retirements.in(chunk),
          prices: points.prices.in(chunk),
          accounts: points.accounts.in(chunk),
          quotes: points.quotes.in(chunk),
          exchanges: points.exchanges.in(chunk),
          lots: points.lots.in(chunk),
          transactions: points.transactions.in(chunk),
        }),
      );
    } finally {
      await session.endSession();
    }
  },
  ledger: async (partnerId) =>
    (
      await mongo.connection
        .collection<Omit<LedgerEntry, 'id'> & { readonly _id: string }>('transactions')
        .find({ partnerId })
        .toArray()
    ).map(({ _id: id, ...entry }) => ({ id, ...entry })),
};

async function emptied(): Promise<PointsHarness> {
  for (const model of Object.values(mongo.connection.models)) await model.collection.deleteMany({});
  return inTransactions;
}

pointsSuite('MongoDB', emptied);
