import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { noon } from '../../testing/contracts.fixtures.js';
import { type ContractsUnitOfWork, portsSuite } from '../../testing/ports-suite.js';
import { transactionsIn } from '../../testing/transactions.js';
import { usePortsSuite } from '../../testing/use-ports-suite.js';

let mongo: TestMongo;
let inTransactions: ContractsUnitOfWork;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  inTransactions = transactionsIn(mongo);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

portsSuite('MongoDB', () => inTransactions);
usePortsSuite('MongoDB', () => inTransactions);

describe('services of a customer who stood in no needs', () => {
  it('are an error, not missing', async () => {
    const found = inTransactions({}, noon, (ports) => ports.services.find('customer-one:endpoint-security'));
    await expect(found).rejects.toThrow('each service of customer-one is to be loaded');
  });
});
