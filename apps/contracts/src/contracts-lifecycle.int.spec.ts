import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UtcDay, dayOf, instant, plusDays } from '@reservoir/kernel';
import {
  type MessageDefinition,
  assignLicenses,
  assortmentChanged,
  cancelContract,
  companyCreated,
  contractExpired,
  contractsOperationCompleted,
  licensePurchased,
  licensesRetired,
  operationPlanned,
  productPublished,
  renewContract,
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

const mainOf = (app: string) => fileURLToPath(new URL(`../../${app}/src/main.ts`, import.meta.url));
const names = uniqueNames(import.meta.url);
const { prefix } = names;
const sku = 'endpoint-security:a-la-carte';
const inTime = { timeoutMs: 30_000 };
let services: readonly ServiceProcess[];
let contracts: TestMongo;
let pools: TestMongo;
let tap: Tap;

const company = (changes: object) =>
  send(prefix, companyCreated, {
    name: 'A company',
    tier: null,
    pointsProgramme: false,
    ancestors: [],
    ...changes,
  } as never);

/** Sends a command, and waits for its outcome. */
async function done(message: MessageDefinition, data: object) {
  const operationId = randomUUID();
  await send(prefix, message, data, operationId);
  return eventually(() => {
    const found = arrived(tap, contractsOperationCompleted).find((one) => one.operationId === operationId);
    if (!found) throw new Error(`${message.type} is not answered`);
    return found;
  }, inTime);
}

/** A new customer with so many licences of a year, that have so many days left of 365. */
async function assigned(quantity: number, daysLeft: number) {
  const customerId = `customer-${randomUUID().slice(0, 8)}`;
  await company({ ...aCustomer, id: customerId });
  const { request, actor } = aCommand('o', { customerId, quantity, autoRenew: { on: false } });
  const { resource, refusal } = await done(assignLicenses, { request, actor });
  expect(refusal).toBeNull();
  const contractId = resource?.id ?? '';
  await age(contractId, daysLeft);
  const on = { customerId, contractId, product: 'endpoint-security', actor: anActor() };
  return { contractId, on };
}

/** Stands in for the days that have passed. */
async function age(contractId: string, daysLeft: number): Promise<void> {
  const end: UtcDay = plusDays(dayOf(instant(Date.now())), daysLeft);
  const dates = {
    'periods.0.start': plusDays(end, -365),
    'periods.0.end': end,
    'periods.0.batches.0.date': plusDays(end, -365),
    'periods.0.batches.0.termDays': 365,
    dueAt: `${end}T00:00:00.000Z`,
  };
  await contracts.connection
    .collection('aggregates')
    .updateOne({ _id: `contract/${contractId}` as never }, { $set: dates, $inc: { version: 1 } });
}

const countsOfPool = async () => {
  const pool = await pools.connection
    .collection('aggregates')
    .findOne({ _id: `pool/partner-gold:${sku}:Y1` as never });
  return (pool as unknown as { counts: { available: number; assigned: number; retired: number } }).counts;
};

/** What a cancel gave back and retired, by the pool's own counts. */
async function cancelled({ on }: Awaited<ReturnType<typeof assigned>>) {
  const before = await countsOfPool();
  expect(await done(cancelContract, on)).toMatchObject({
    outcome: 'succeeded',
    resource: { id: on.contractId },
  });
  const after = await countsOfPool();
  return { back: after.available - before.available, retired: after.retired - before.retired };
}

beforeAll(async () => {
  services = await Promise.all(
    ['license-pool', 'contracts'].map((app) =>
      ServiceProcess.start({ main: mainOf(app), prefix, partitions: 1 }),
    ),
  );
  contracts = await connectMongo(`${prefix}_contracts`);
  pools = await connectMongo(`${prefix}_license_pool`);
  tap = await tapTopics(
    ...['contracts.events.v1', 'operations.v1', 'license-pool.events.v1'].map((topic) => names.topic(topic)),
  );
  await company({ ...aPartner });
  await send(prefix, productPublished, {
    version: 1,
    body: {
      ...endpointSecurity,
      name: 'Endpoint Security',
      productType: 'endpoint-security',
      protectionModels: endpointSecurity.protectionModels.map((id) => ({ id, name: id, features: [] })),
      features: [],
    },
  } as never);
  const { offers } = anAssortment;
  await send(prefix, assortmentChanged, {
    version: 1,
    body: { distributorId: 'distributor-one', offers },
  } as never);
  await send(prefix, licensePurchased, {
    ...{ orderId: 'order-1', line: '1', distributorId: 'distributor-one', partnerId: 'partner-gold' },
    ...{ sku, term: 'Y1', quantity: 1000, purchasedAt: new Date().toISOString() },
  } as never);
  await eventually(async () => expect((await countsOfPool()).available).toBe(1000), inTime);
}, 120_000);

afterAll(async () => {
  const codes = await Promise.all(services.map((service) => service.stop()));
  await tap.close();
  await deleteTopics(prefix);
  await contracts.drop();
  await pools.drop();
  expect(codes).toEqual([0, 0]);
}, 60_000);

describe('contracts and pools, on Kafka and MongoDB', () => {
  it.each([
    ['on the first day', 10, 365, 10],
    ['on the second day', 10, 364, 9],
    ['on the last day', 100, 1, 0],
    ['100 with 200 days left', 100, 200, 54],
  ])(
    'CT-9, PO-6 case 8: cancelled %s: of %i with %i days left %i come back',
    async (_, quantity, daysLeft, back) =>
      expect(await cancelled(await assigned(quantity, daysLeft))).toEqual({ back, retired: quantity - back }),
  );

  it('PO-7 case 9: one licence with 364 days left: 0 back, and what is planned says so', async () => {
    const one = await assigned(1, 364);
    expect(await cancelled(one)).toEqual({ back: 0, retired: 1 });
    const planned = arrived(tap, operationPlanned).find(({ customerId }) => customerId === one.on.customerId);
    expect(planned?.lines).toMatchObject([
      { licences: 1, daysLeft: 364, termDays: 365, back: 0, retired: 1 },
    ]);
  });

  it('CT-6, CT-9 case 10: 10 × Y1 with 300 days left and their renewal: 8 + 10 back, 2 retired', async () => {
    const one = await assigned(10, 300);
    const before = await countsOfPool();
    expect(await done(renewContract, { ...one.on, renewal: {} })).toMatchObject({ outcome: 'succeeded' });
    expect((await countsOfPool()).assigned).toBe(before.assigned + 10);
    expect(await cancelled(one)).toEqual({ back: 18, retired: 2 });
  });

  it('CT-6 case 12: renewed with 400 days left: refused', async () => {
    const { on } = await assigned(10, 400);
    const { refusal } = await done(renewContract, { ...on, renewal: {} });
    expect(refusal).toMatchObject({ code: 'too-early', rule: 'CT-6' });
  });

  it('CT-9 a second cancel answers like the first', async () => {
    const one = await assigned(10, 200);
    const first = await done(cancelContract, one.on);
    const second = await done(cancelContract, one.on);
    expect({ ...second, operationId: '', requires: [] }).toEqual({ ...first, operationId: '', requires: [] });
  });

  it('CT-8, PO-12 case 23: the end is found through the index, dated right, and its licences are retired', async () => {
    const before = await countsOfPool();
    const one = await assigned(7, -3);
    const expired = await eventually(() => {
      const found = arrived(tap, contractExpired).find(({ contract }) => contract.id === one.contractId);
      if (!found) throw new Error('it has not expired');
      return found;
    }, inTime);
    const end = plusDays(dayOf(instant(Date.now())), -3);
    expect(expired).toMatchObject({
      at: `${end}T00:00:00.000Z`,
      contract: { endedAt: `${end}T00:00:00.000Z` },
    });
    await eventually(async () => {
      const { assigned: left, retired } = await countsOfPool();
      expect({ left, retired }).toEqual({ left: before.assigned, retired: before.retired + 7 });
    }, inTime);
    await eventually(() => {
      expect(arrived(tap, licensesRetired).at(-1)?.picks).toMatchObject([{ quantity: 7 }]);
    }, inTime);
  });
});
