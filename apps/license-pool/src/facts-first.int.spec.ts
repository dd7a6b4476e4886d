import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Instant, instant } from '@reservoir/kernel';
import {
  type MessageDefinition,
  assortmentChanged,
  companyCreated,
  licensePurchased,
  toKafkaMessage,
} from '@reservoir/messages';
import {
  type Tap,
  connectMongo,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import { ServiceProcess } from '@reservoir/testing/service-process';
import { aKey } from './testing/license-pool.fixtures.js';

const { prefix } = uniqueNames(import.meta.url);
const { partnerId, sku, term } = aKey();
const time: Instant = instant('2026-11-21T10:00:00Z');
/** More than a lane parks for one key. */
const purchases = 3000;

let service: ServiceProcess;
let receipts: Tap;

const record = (message: MessageDefinition, data: unknown, id: string) =>
  toKafkaMessage(message, data, { id, source: '/test', time, correlationId: id });

async function publish(topic: string, records: readonly ReturnType<typeof record>[]): Promise<void> {
  await produce(`${prefix}.${topic}`, records);
}

const order = (n: number) => ({
  orderId: `order-${n}`,
  line: '1',
  distributorId: 'distributor-one',
  partnerId,
  sku,
  term,
  quantity: 1,
  purchasedAt: time,
});
const partner = {
  id: partnerId,
  type: 'partner',
  name: 'Gold',
  parentId: 'distributor-one',
  tier: null,
  pointsProgramme: false,
  ancestors: ['distributor-one'],
  distributorId: 'distributor-one',
};

beforeAll(async () => {
  const topics = ['orders.v1', 'orders.receipts.v1', 'companies.events.v1', 'catalog.events.v1'];
  await createTopics(topics.map((topic) => ({ topic: `${prefix}.${topic}` })));
  receipts = await tapTopics(`${prefix}.orders.receipts.v1`);
  const orders = Array.from({ length: purchases }, (_, n) =>
    record(licensePurchased, order(n), `purchase-${n}`),
  );
  await publish('orders.v1', orders);
  // the partner's own facts are the last of many
  const versions = Array.from({ length: 2000 }, (_, n) =>
    record(companyCreated, { ...partner, id: `partner-${n}`, version: 1 }, `company-${n}`),
  );
  await publish('companies.events.v1', [
    ...versions,
    record(companyCreated, { ...partner, version: 1 }, 'company'),
  ]);
  const body = { distributorId: 'distributor-one', offers: [{ sku, terms: [term] }] };
  await publish('catalog.events.v1', [record(assortmentChanged, { body, version: 1 }, 'assortment')]);
  service = await ServiceProcess.start({
    main: fileURLToPath(new URL('main.ts', import.meta.url)),
    prefix,
    partitions: 1,
    env: { PARK_FOR_MS: '3000' },
  });
}, 60_000);

afterAll(async () => {
  await service.stop();
  await receipts.close();
  await (await connectMongo(`${prefix}_license_pool`)).drop();
  await deleteTopics(prefix);
}, 60_000);

describe('a license pool service without copies of the facts', () => {
  it('reads them first: a backlog of orders is neither parked nor refused', async () => {
    await eventually(() => expect(receipts.records).toHaveLength(purchases), { timeoutMs: 60_000 });
    const outcomes = new Set(
      receipts.records.map(({ value }) => (JSON.parse(String(value)) as { outcome: string }).outcome),
    );
    expect([...outcomes]).toEqual(['accepted']);
  }, 90_000);
});
