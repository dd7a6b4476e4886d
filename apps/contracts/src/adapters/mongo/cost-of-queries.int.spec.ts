import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Instant, instant } from '@reservoir/kernel';
import { type DueFinder, ensureIndexes } from '@reservoir/service';
import { type ProfiledQuery, type TestMongo, connectMongo, profiled, uniqueNames } from '@reservoir/testing';
import { assignLicenses } from '../../application/assign-licenses.js';
import { cancelContract, renewContract } from '../../application/lifecycle.js';
import { needsOfAssignLicenses, needsOfFamily } from '../../application/needs.js';
import {
  aCommand,
  aCustomer,
  anActor,
  learnTheWorld,
  noon,
  theModules,
} from '../../testing/contracts.fixtures.js';
import type { ContractsUnitOfWork } from '../../testing/ports-suite.js';
import { allOf, fullPools, settled, settledAtOnce } from '../../testing/settled.js';
import { transactionsIn } from '../../testing/transactions.js';
import { type ContractsStores, contractsStores } from './contracts-stores.js';
import { DueContracts, DueRenewals } from './due-contracts.js';

let mongo: TestMongo;
let stores: ContractsStores;
let inTransactions: ContractsUnitOfWork;
const pools = fullPools();

/** Of contracts that were assigned then, for a year, the notice of 60 days and auto-renewal are due at noon. */
const almostAYearAgo = instant('2025-11-25T12:00:00Z');

const customers = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${name}-${n}`);

const learn = (ids: readonly string[]) =>
  inTransactions({}, noon, (ports) => ids.forEach((id) => ports.companies.save({ ...aCustomer, id })));

/** Customers with a contract each, which was assigned as every other. */
async function assigned(ids: readonly string[], now: Instant): Promise<void> {
  await learn(ids);
  const commands = ids.map((customerId) => aCommand(`assign-${customerId}`, { customerId }));
  await inTransactions(allOf(commands.map(needsOfAssignLicenses)), now, (ports) => {
    for (const command of commands) settledAtOnce(assignLicenses(command, ports, now), pools, ports, now);
  });
}

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  stores = contractsStores(mongo.connection);
  inTransactions = transactionsIn(mongo, stores);
  await ensureIndexes(mongo.connection);
  const ids = theModules.map(({ id }) => id);
  await inTransactions({ modules: [{ ids, product: null }] }, noon, learnTheWorld);
});
afterAll(() => mongo.drop());

const total = (queries: readonly ProfiledQuery[], of: 'keysExamined' | 'docsExamined' | 'returned') =>
  queries.reduce((sum, query) => sum + query[of], 0);

/** What a look found, and what MongoDB read for it. */
async function looked(finder: DueFinder, limit: number) {
  let found = 0;
  const queries = await profiled(mongo.connection, async () => {
    found = (await finder.find(noon, limit)).length;
  });
  return { found, keys: total(queries, 'keysExamined'), documents: total(queries, 'docsExamined') };
}

/** What assigning with a module, renewing and cancelling for a new customer read. */
async function readForOperations(customerId: string) {
  await learn([customerId]);
  const assign = aCommand(`new-${customerId}`, { customerId, addOns: ['encryption'] });
  let contractId = '';
  const queries = await profiled(mongo.connection, async () => {
    const outcomes = await settled(
      inTransactions,
      pools,
      almostAYearAgo,
      needsOfAssignLicenses(assign),
      (ports) => assignLicenses(assign, ports, almostAYearAgo),
    );
    contractId = outcomes.flatMap(({ completed }) => completed?.contractId ?? [])[0] ?? '';
    for (const operation of [renewContract, cancelContract]) {
      const on = { operationId: `${operation.name}-${customerId}`, customerId, contractId };
      const command = { ...on, product: 'endpoint-security', actor: anActor(), renewal: {} };
      const done = await settled(inTransactions, pools, noon, needsOfFamily(command), (ports) =>
        operation(command, ports, noon),
      );
      const completed = done.flatMap((outcome) => outcome.completed ?? []);
      expect(completed).toMatchObject([{ operationId: on.operationId, refusal: null }]);
    }
  });
  return queries;
}

describe('what is read, among many contracts', () => {
  let alone: readonly ProfiledQuery[];

  beforeAll(async () => {
    alone = await readForOperations('customer-alone');
    await assigned(customers('later', 300), noon);
    await assigned(customers('due', 12), almostAYearAgo);
  }, 60_000);

  it.each([
    ['CT-8, CT-17 contracts', () => new DueContracts(stores)],
    ['CT-7 auto-renewals', () => new DueRenewals(stores)],
  ])(
    '%s that are due are found by as many keys as there are due, whatever else exists',
    async (_, finderOf) => {
      expect(await looked(finderOf(), 100)).toEqual({ found: 12, keys: 12, documents: 12 });
      expect(await looked(finderOf(), 5)).toEqual({ found: 5, keys: 5, documents: 5 });
    },
  );

  it('CT-4, CT-6, CT-9 assign, renew and cancel look everything up by indexes, and read no more than alone', async () => {
    const among = await readForOperations('customer-among');
    const some = ['aggregates', 'companies', 'catalog'];
    expect(among.flatMap(({ collections }) => collections)).toEqual(expect.arrayContaining(some));
    expect(among.filter(({ plan }) => plan.includes('COLLSCAN'))).toEqual([]);
    expect(total(among, 'docsExamined')).toBe(total(alone, 'docsExamined'));
    // A look-up of an id that is not there stops at its neighbour in the index, if there is one.
    expect(total(among, 'keysExamined')).toBeLessThan(2 * total(alone, 'keysExamined'));
  });
});
