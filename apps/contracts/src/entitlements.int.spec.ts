import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeService,
  companyCreated,
  contractsOperationCompleted,
  excessUnprotected,
  productPublished,
  serviceOverAllocated,
  switchFeature,
  usageMeasured,
  usageReported,
} from '@reservoir/messages';
import {
  type Tap,
  type TestMongo,
  connectMongo,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import { ServiceProcess, arrived, send } from '@reservoir/testing/service-process';
import { aCustomer, aPartner, anActor, edrStandalone } from './testing/contracts.fixtures.js';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const names = uniqueNames(import.meta.url);
const { prefix } = names;
const sku = 'edr-standalone';
const inTime = { timeoutMs: 20_000 };
let service: ServiceProcess;
let mongo: TestMongo;
let tap: Tap;

const company = (changes: object) =>
  send(prefix, companyCreated, {
    name: 'A company',
    tier: null,
    pointsProgramme: false,
    ancestors: [],
    ...changes,
  } as never);
const report = (customerId: string, devices: number, measuredAt: string) =>
  send(prefix, usageReported, { customerId, sku, devices, measuredAt } as never);
const of = <Item extends { readonly customerId: string }>(items: readonly Item[], customerId: string) =>
  items.filter((one) => one.customerId === customerId);
const deadLetters = () => tap.records.filter(({ topic }) => topic.endsWith('usage.v1.dlq'));

beforeAll(async () => {
  service = await ServiceProcess.start({ main, prefix, env: { PARK_FOR_MS: '3000' } });
  mongo = await connectMongo(`${prefix}_contracts`);
  tap = await tapTopics(
    ...['contracts.events.v1', 'operations.v1', 'usage.v1.dlq'].map((topic) => names.topic(topic)),
  );
  await company({ ...aPartner });
  await company({ ...aCustomer });
  await send(prefix, productPublished, {
    version: 1,
    body: {
      ...edrStandalone,
      name: 'EDR Standalone',
      productType: 'edr-standalone',
      protectionModels: [],
      trialPolicy: { allowed: true, days: 30 },
      recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
    },
  } as never);
});

afterAll(async () => {
  const code = await service.stop();
  await tap.close();
  await deleteTopics(prefix);
  await mongo.drop();
  expect(code).toBe(0);
});

describe('usage on Kafka and MongoDB', () => {
  it('EN-4 readings in any order, some of them twice: the latest wins, and its service is marked once', async () => {
    const times = ['11:00', '09:00', '10:00', '11:00'].map((time) => `2026-01-10T${time}:00.000Z`);
    for (const [n, time] of times.entries()) await report('customer-one', 10 + (n % 3), time);
    await report('customer-one', 9, '2026-01-10T12:00:00.000Z');
    await eventually(
      () =>
        expect(of(arrived(tap, usageMeasured), 'customer-one').at(-1)?.usage).toMatchObject({ devices: 9 }),
      inTime,
    );
    expect(of(arrived(tap, usageMeasured), 'customer-one').at(-1)?.usage).toMatchObject({
      measuredAt: '2026-01-10T12:00:00.000Z',
      overSince: '2026-01-10T11:00:00.000Z',
      months: [{ month: '2026-01', devices: 12 }],
    });
    expect(of(arrived(tap, serviceOverAllocated), 'customer-one')).toHaveLength(1);
    expect(of(arrived(tap, excessUnprotected), 'customer-one')).toMatchObject([
      { since: '2026-01-10T11:00:00.000Z', unprotectedFrom: '2026-01-17T11:00:00.000Z', devices: 10 },
    ]);
  });

  it('EN-4 time alone is noticed, through the index: 7 days are over', async () => {
    await company({ ...aCustomer, id: 'customer-due' });
    const now = new Date().toISOString();
    await report('customer-due', 3, now);
    const usage = () =>
      mongo.connection.collection('aggregates').findOne({ _id: `usage/customer-due:${sku}` as never });
    await eventually(async () => expect(await usage()).toMatchObject({ told: { since: now } }), inTime);
    // Stands in for 7 days.
    const since = '2026-01-01T00:00:00.000Z';
    const past = { measuredAt: since, overSince: since, dueAt: '2026-01-08T00:00:00.000Z', told: { since } };
    await mongo.connection
      .collection('aggregates')
      .updateOne({ _id: `usage/customer-due:${sku}` as never }, { $set: past });
    await eventually(
      () => expect(of(arrived(tap, excessUnprotected), 'customer-due')).toMatchObject([{ since }]),
      { timeoutMs: 45_000 },
    );
    expect(await usage()).toMatchObject({ dueAt: null });
  }, 60_000);

  it('EN-4 malformed goes to the dead letters at once; an unknown customer is held, and then too; others go on', async () => {
    await produce(names.topic('usage.v1'), [{ key: 'customer-one', value: '{ not json' }]);
    await report('customer-nobody', 1, '2026-01-10T12:00:00.000Z');
    await report('customer-late', 4, '2026-01-10T12:00:00.000Z');
    await report('customer-one', 8, '2026-01-10T13:00:00.000Z');
    await company({ ...aCustomer, id: 'customer-late' });
    await eventually(() => {
      expect(
        deadLetters()
          .map(({ key }) => key)
          .sort(),
      ).toEqual(['customer-nobody', 'customer-one']);
      expect(of(arrived(tap, usageMeasured), 'customer-late')).toHaveLength(1);
      expect(of(arrived(tap, usageMeasured), 'customer-one').at(-1)?.usage.devices).toBe(8);
    }, inTime);
  });
});

describe('commands on services', () => {
  const base = { customerId: 'customer-one', product: sku, actor: anActor() };

  it('EN-1, EN-6 of a customer without contracts are refused, each with one answer', async () => {
    await send(prefix, changeService, { ...base, changes: { managementModel: 'client' } }, 'op-change');
    await send(prefix, switchFeature, { ...base, feature: 'edr', on: false }, 'op-switch');
    await eventually(() => {
      const ended = arrived(tap, contractsOperationCompleted);
      expect(ended.map(({ operationId, refusal }) => [operationId, refusal?.code])).toEqual([
        ['op-change', 'unknown-service'],
        ['op-switch', 'unknown-service'],
      ]);
    }, inTime);
  });
});
