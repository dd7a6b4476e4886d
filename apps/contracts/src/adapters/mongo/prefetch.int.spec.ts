import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, profiled, uniqueNames } from '@reservoir/testing';
import { assignLicenses } from '../../application/assign-licenses.js';
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
import { fullPools, settled } from '../../testing/settled.js';
import { transactionsIn } from '../../testing/transactions.js';

let mongo: TestMongo;
/** Two processes on one database: each knows what it has read and written itself. */
let here: ContractsUnitOfWork;
let elsewhere: ContractsUnitOfWork;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  [here, elsewhere] = [transactionsIn(mongo), transactionsIn(mongo)];
  await ensureIndexes(mongo.connection);
  const ids = theModules.map(({ id }) => id);
  await here({ modules: [{ ids, product: null }] }, noon, learnTheWorld);
});
afterAll(() => mongo.drop());

const assign = async (run: ContractsUnitOfWork, customerId: string, name: string) => {
  const command = aCommand(`${name}-${customerId}`, { customerId });
  await settled(run, fullPools(), noon, needsOfAssignLicenses(command), (ports) =>
    assignLicenses(command, ports, noon),
  );
};

/** The contracts of the family that the client claims, read by whoever runs; and in how many commands. */
async function readFamily(run: ContractsUnitOfWork, customerId: string) {
  const needs = needsOfFamily({ customerId, product: 'endpoint-security', actor: anActor() });
  let claimed: readonly unknown[] = [];
  const queries = await profiled(mongo.connection, async () => {
    claimed = await run(needs, noon, ({ clients, contracts }) =>
      (clients.find(customerId)?.claims ?? []).flatMap((claim) =>
        claim.contracts.map(({ id }) => contracts.find(id)),
      ),
    );
  });
  return { claimed, reads: queries.length };
}

describe('what a chunk reads', () => {
  it('is one command where all that leads to it was known, and two where it was not', async () => {
    const customerId = 'customer-known';
    await here({}, noon, (ports) => ports.companies.save({ ...aCustomer, id: customerId }));
    await assign(here, customerId, 'first');
    expect(await readFamily(here, customerId)).toMatchObject({
      claimed: [{ customerId, state: 'active' }],
      reads: 1,
    });
    expect(await readFamily(elsewhere, customerId)).toMatchObject({ claimed: [{ customerId }], reads: 2 });
  });

  it('is all there is by now, also where something else was known', async () => {
    const customerId = 'customer-outdated';
    await here({}, noon, (ports) => ports.companies.save({ ...aCustomer, id: customerId }));
    await assign(here, customerId, 'first');
    await assign(elsewhere, customerId, 'second');
    const { claimed, reads } = await readFamily(here, customerId);
    expect(claimed).toMatchObject([
      { id: expect.any(String), customerId },
      { id: expect.any(String), customerId },
    ]);
    expect(reads).toBe(2);
    expect(await readFamily(here, customerId)).toMatchObject({ claimed, reads: 1 });
  });
});
