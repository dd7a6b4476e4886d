import { afterAll, beforeAll } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { runUnitOfWork } from '@reservoir/messaging';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { type CompaniesUnitOfWork, companiesSuite } from '../../testing/companies-suite.js';
import { MongoCompanies } from './mongo-companies.js';

let mongo: TestMongo;
let companies: MongoCompanies;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  companies = new MongoCompanies(mongo.connection);
  await mongo.connection.model('Company').createCollection();
});
afterAll(() => mongo.drop());

const inTransactions: CompaniesUnitOfWork = async (ids, decide) => {
  const session = await mongo.connection.startSession();
  try {
    return await runUnitOfWork(
      session,
      { companies: companies.store },
      { companies: ids },
      instant('2026-11-21T10:00:00Z'),
      (chunk) => decide(companies.in(chunk)),
    );
  } finally {
    await session.endSession();
  }
};

companiesSuite('MongoDB', () => inTransactions);
