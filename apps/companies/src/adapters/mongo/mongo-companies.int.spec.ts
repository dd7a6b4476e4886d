import { afterAll, beforeAll } from '@jest/globals';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { needs } from '../../application/needs.js';
import { noon } from '../../testing/companies.fixtures.js';
import { type CompaniesUnitOfWork, companiesSuite } from '../../testing/companies-suite.js';
import { transfersSuite } from '../../testing/transfers-suite.js';
import { MongoCompanies } from './mongo-companies.js';
import { MongoTree } from './mongo-tree.js';

let mongo: TestMongo;
let tree: MongoTree;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  tree = new MongoTree(mongo.connection, new MongoCompanies(mongo.connection));
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

const inTransactions: CompaniesUnitOfWork = async (named, decide) => {
  const session = await mongo.connection.startSession();
  try {
    return await runUnitOfWork(session, tree.stores, needs(named), noon, (chunk) => decide(tree.in(chunk)));
  } finally {
    await session.endSession();
  }
};

companiesSuite('MongoDB', () => inTransactions);
transfersSuite('MongoDB', () => inTransactions);
