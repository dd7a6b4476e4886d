import { afterAll, beforeAll } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { type ChunkStores, runUnitOfWork } from '@reservoir/messaging';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { type AccessUnitOfWork, usersSuite } from '../../testing/users-suite.js';
import { MongoCompanies } from './mongo-companies.js';
import { MongoUsers } from './mongo-users.js';

let mongo: TestMongo;
let companies: MongoCompanies;
let access: MongoUsers;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  companies = new MongoCompanies(mongo.connection);
  access = new MongoUsers(mongo.connection);
  for (const model of Object.values(mongo.connection.models)) await model.createCollection();
});
afterAll(() => mongo.drop());

const inTransactions: AccessUnitOfWork = async (needs, decide) => {
  const session = await mongo.connection.startSession();
  const stores: ChunkStores = { companies: companies.store, ...access.stores };
  try {
    return await runUnitOfWork(session, stores, { ...needs }, instant('2026-11-21T10:00:00Z'), (chunk) =>
      decide({ companies: companies.in(chunk), ...access.in(chunk) }),
    );
  } finally {
    await session.endSession();
  }
};

usersSuite('MongoDB', () => inTransactions);
