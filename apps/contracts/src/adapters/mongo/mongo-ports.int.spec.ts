import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { noon } from '../../testing/contracts.fixtures.js';
import { type ContractsUnitOfWork, portsSuite } from '../../testing/ports-suite.js';
import { usePortsSuite } from '../../testing/use-ports-suite.js';
import { type ContractsStores, contractsStores } from './contracts-stores.js';
import { mongoPorts } from './mongo-ports.js';

let mongo: TestMongo;
let stores: ContractsStores;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  stores = contractsStores(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

const inTransactions: ContractsUnitOfWork = async (needs, now, decide) => {
  const session = await mongo.connection.startSession();
  try {
    return await runUnitOfWork(session, { ...stores }, { ...needs }, now, (chunk) =>
      decide(mongoPorts(stores, chunk)),
    );
  } finally {
    await session.endSession();
  }
};

portsSuite('MongoDB', () => inTransactions);
usePortsSuite('MongoDB', () => inTransactions);

describe('services of a customer who stood in no needs', () => {
  it('are an error, not missing', async () => {
    const found = inTransactions({}, noon, (ports) => ports.services.find('customer-one:endpoint-security'));
    await expect(found).rejects.toThrow('each service of customer-one is to be loaded');
  });
});
