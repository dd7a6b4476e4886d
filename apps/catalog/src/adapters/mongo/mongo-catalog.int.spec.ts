import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { runUnitOfWork } from '@reservoir/messaging';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { type CatalogUnitOfWork, catalogSuite } from '../../testing/catalog-suite.js';
import { MongoCatalog } from './mongo-catalog.js';

let mongo: TestMongo;
let catalog: MongoCatalog;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  catalog = new MongoCatalog(mongo.connection);
});
beforeEach(async () => {
  for (const model of Object.values(mongo.connection.models)) {
    await model.createCollection();
    await model.collection.deleteMany({});
  }
});
afterAll(() => mongo.drop());

const inTransactions: CatalogUnitOfWork = async (needs, decide) => {
  const session = await mongo.connection.startSession();
  try {
    return await runUnitOfWork(session, catalog.stores, needs, instant('2026-11-21T10:00:00Z'), (chunk) =>
      decide(catalog.in(chunk)),
    );
  } finally {
    await session.endSession();
  }
};

catalogSuite('MongoDB', () => inTransactions);
