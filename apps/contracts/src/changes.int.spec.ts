import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type MessageDefinition,
  assignLicenses,
  assortmentChanged,
  changeSeats,
  companyCreated,
  contractsGrouped,
  contractsOperationCompleted,
  convertTrial,
  drawLicenses,
  groupContracts,
  licensesDrawn,
  productPublished,
  recoverLicenses,
  recoveryApplied,
  scheduleChange,
  seatsChanged,
  startTrial,
  trialStarted,
  unscheduleChange,
  upgradeService,
} from '@reservoir/messages';
import {
  type Tap,
  type TestMongo,
  connectMongo,
  deleteTopics,
  eventually,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import { ServiceProcess, arrived, send } from '@reservoir/testing/service-process';
import {
  aCommand,
  aCustomer,
  aPartner,
  anActor,
  anAssortment,
  endpointSecurity,
} from './testing/contracts.fixtures.js';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const names = uniqueNames(import.meta.url);
const { prefix } = names;
const inTime = { timeoutMs: 20_000 };
let service: ServiceProcess;
let mongo: TestMongo;
let tap: Tap;

beforeAll(async () => {
  service = await ServiceProcess.start({ main, prefix });
  mongo = await connectMongo(`${prefix}_contracts`);
  tap = await tapTopics(
    ...['contracts.events.v1', 'license-pool.commands.v1', 'operations.v1', 'contracts.commands.v1.dlq'].map(
      (topic) => names.topic(topic),
    ),
  );
  const company = { name: 'A company', tier: null, pointsProgramme: false, ancestors: [] };
  await send(prefix, companyCreated, { ...company, ...aPartner } as never);
  await send(prefix, companyCreated, { ...company, ...aCustomer } as never);
  const protectionModels = endpointSecurity.protectionModels.map((id) => ({ id, name: id, features: [] }));
  const body = {
    ...endpointSecurity,
    name: 'Endpoint Security',
    productType: 'endpoint-security',
    protectionModels,
    features: [],
  };
  await send(prefix, productPublished, { version: 1, body } as never);
  const offers = { distributorId: 'distributor-one', offers: anAssortment.offers };
  await send(prefix, assortmentChanged, { version: 1, body: offers } as never);
});

afterAll(async () => {
  const code = await service.stop();
  await tap.close();
  await deleteTopics(prefix);
  await mongo.drop();
  expect(code).toBe(0);
});

/** Sends a command; plays the pools until it is answered. @returns the contract that answers */
async function ask(message: MessageDefinition, operationId: string, data: object): Promise<string> {
  await send(prefix, message, data as never, operationId);
  await eventually(async () => {
    await playPools();
    expect(deadLetters()).toEqual([]);
    expect(
      arrived(tap, contractsOperationCompleted).filter((one) => one.operationId === operationId),
    ).toHaveLength(1);
  }, inTime);
  const answer = arrived(tap, contractsOperationCompleted).find((one) => one.operationId === operationId);
  expect(answer).toMatchObject({ outcome: 'succeeded', refusal: null });
  return answer?.resource?.id ?? '';
}

/** What was set aside, and why. */
const deadLetters = () =>
  tap.records.filter(({ topic }) => topic.endsWith('.dlq')).map(({ headers, value }) => ({ headers, value }));

const played = new Set<string>();

/** Answers what was asked of pools and is not answered yet: they have enough of everything. */
async function playPools(): Promise<void> {
  const once = (id: string): boolean => !played.has(id) && Boolean(played.add(id));
  for (const { pool, holder, quantity } of arrived(tap, drawLicenses))
    if (once(`${holder.assignmentId} ${pool.sku}`))
      await send(prefix, licensesDrawn, {
        pool,
        holder,
        poolVersion: 5,
        picks: [{ lotId: 'lot-1', quantity }],
      });
  for (const { pool, holder, recoveryId } of arrived(tap, recoverLicenses))
    if (once(recoveryId)) await send(prefix, recoveryApplied, { pool, holder, recoveryId, poolVersion: 6 });
}

const on = (contractId: string) => ({
  ...{ customerId: 'customer-one', contractId, product: 'endpoint-security' },
  actor: anActor(),
});
const assign = (operationId: string, changes: object = {}) => {
  const { request, actor } = aCommand(operationId, changes);
  return ask(assignLicenses, operationId, { request, actor });
};
const further = { managementModel: undefined, autoRenew: undefined };
const aggregate = (key: string) => mongo.connection.collection('aggregates').findOne({ _id: key as never });
const contract = (id: string) => aggregate(`contract/${id}`);

describe('changes of contracts, on Kafka and MongoDB', () => {
  it('CT-14 a trial takes nothing from a pool, and is converted', async () => {
    const { request, actor } = aCommand('trial');
    const { mode: _mode, term: _term, ...tried } = request;
    const trial = await ask(startTrial, 'trial', { request: tried, actor });
    expect(arrived(tap, trialStarted)).toMatchObject([
      { contract: { id: trial, mode: 'trial', state: 'active' } },
    ]);
    expect(arrived(tap, drawLicenses)).toEqual([]);
    const conversion = { term: 'Y1', quantity: 10, addOns: [], managedServices: [] };
    const bought = await ask(convertTrial, 'convert', { ...on(trial), conversion });
    expect(await contract(bought)).toMatchObject({ mode: 'commercial', state: 'active' });
    expect(await contract(trial)).toMatchObject({ state: 'superseded', supersededBy: bought });
  });

  it('CT-10, CT-11, CT-12 seats, a group and an upgrade follow each other', async () => {
    const one = await assign('one', further);
    await ask(changeSeats, 'fewer', { ...on(one), seats: { remove: 4 } });
    expect(arrived(tap, seatsChanged)).toMatchObject([{ contract: { id: one, periods: [{ quantity: 6 }] } }]);
    expect(arrived(tap, recoverLicenses)).toMatchObject([
      { back: [{ lotId: 'lot-1', quantity: 4 }], retired: [] },
    ]);
    const two = await ask(changeSeats, 'more', { ...on(one), seats: { add: 3, term: 'Y2' } });
    const group = await ask(groupContracts, 'group', { ...on(one), contractIds: [one, two] });
    expect(arrived(tap, contractsGrouped).map(({ contract: { id, state } }) => [id, state])).toEqual([
      [group, 'active'],
      [one, 'superseded'],
      [two, 'superseded'],
    ]);
    expect(await contract(group)).toMatchObject({
      periods: [
        {
          quantity: 9,
          batches: [
            { term: 'Y1', grouped: true },
            { term: 'Y2', grouped: true },
          ],
        },
      ],
    });
    const upgrade = {
      product: 'endpoint-security',
      protectionModel: 'secure',
      mode: 'recover',
      term: 'Y1',
      quantity: 5,
    };
    const upgraded = await ask(upgradeService, 'upgrade', { ...on(group), upgrade });
    expect(await contract(group)).toMatchObject({ state: 'superseded', supersededBy: upgraded });
    expect(await aggregate('service/customer-one:endpoint-security')).toMatchObject({
      protectionModel: 'secure',
    });
    expect(await aggregate('client/customer-one')).toMatchObject({
      claims: [{ protectionModel: 'secure', contracts: [{ id: upgraded }] }],
      inFlight: [],
    });
  });

  it('CT-16 a change is scheduled and deleted', async () => {
    const alignEnd = { monthEnd: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 7) };
    const short = await assign('short', { ...further, protectionModel: 'secure', alignEnd });
    await ask(scheduleChange, 'schedule', {
      ...on(short),
      schedule: { change: 'quantity', quantity: 2, term: 'Y1' },
    });
    expect(await contract(short)).toMatchObject({
      next: 'quantity',
      periods: [{ quantity: 10 }, { quantity: 2 }],
    });
    await ask(unscheduleChange, 'unschedule', on(short));
    expect(await contract(short)).toMatchObject({ next: null, periods: [{ quantity: 10 }] });
  });
});
