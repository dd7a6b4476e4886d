import { afterAll, beforeAll } from '@jest/globals';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { type CollectionsUnitOfWork, collectionsSuite } from '../../testing/collections-suite.js';
import { MongoCollections } from './mongo-collections.js';

let mongo: TestMongo;
let collections: MongoCollections;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  collections = new MongoCollections(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

const inTransactions: CollectionsUnitOfWork = async (needs, now, decide) => {
  const session = await mongo.connection.startSession();
  try {
    return await runUnitOfWork(session, collections.stores, needs, now, (chunk) =>
      decide(collections.in(chunk)),
    );
  } finally {
    await session.endSession();
  }
};

/** Empties the collections, so that each test begins with none of another's documents. */
async function begin(): Promise<CollectionsUnitOfWork> {
  for (const model of Object.values(mongo.connection.models)) await model.collection.deleteMany({});
  return inTransactions;
}

collectionsSuite('MongoDB', begin);
