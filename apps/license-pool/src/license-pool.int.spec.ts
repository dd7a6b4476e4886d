import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor, instant } from '@reservoir/kernel';
import {
  type MessageDefinition,
  assortmentChanged,
  companyCreated,
  drawLicenses,
  licensePurchased,
  licenseRefunded,
  mintLicenses,
  toKafkaMessage,
} from '@reservoir/messages';
import {
  type Tap,
  type TestRecord,
  connectMongo,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  uniqueNames,
} from '@reservoir/testing';
import { ServiceProcess } from '@reservoir/testing/service-process';
import { aHolder, aKey } from './testing/license-pool.fixtures.js';

const { prefix } = uniqueNames(import.meta.url);
const { partnerId, sku, term } = aKey();
const pool = { partnerId, sku, term };
const inputs = ['orders.v1', 'license-pool.commands.v1', 'companies.events.v1', 'catalog.events.v1'];
const outputs = [
  'license-pool.events.v1',
  'orders.receipts.v1',
  'contracts.commands.v1',
  'points-exchange.commands.v1',
  'orders.v1.dlq',
];
const inTime = { timeoutMs: 60_000 };

let service: ServiceProcess;
let tap: Tap;

beforeAll(async () => {
  await createTopics([...inputs, ...outputs].map((topic) => ({ topic: `${prefix}.${topic}` })));
  tap = await tapTopics(...outputs.map((topic) => `${prefix}.${topic}`));
  service = await ServiceProcess.start({
    main: fileURLToPath(new URL('main.ts', import.meta.url)),
    prefix,
    partitions: 1,
    env: { PARK_FOR_MS: '3000' },
  });
}, 60_000);

afterAll(async () => {
  await service.stop();
  await tap.close();
  await (await connectMongo(`${prefix}_license_pool`)).drop();
  await deleteTopics(prefix);
}, 60_000);

/** Sends a record as another system would; it may say the same in another record. */
async function send(
  message: MessageDefinition,
  data: object,
  id = idFor(message.type, JSON.stringify(data)),
): Promise<void> {
  const attributes = { id, source: '/test', time: instant('2026-11-21T10:00:00Z'), correlationId: id };
  await produce(`${prefix}.${message.topic}`, [toKafkaMessage(message, data, attributes)]);
}

const typeOf = ({ headers }: TestRecord): string => (headers['ce_type'] ?? '').split('.').at(-2) ?? '';
const dataOf = ({ value }: TestRecord): unknown => JSON.parse(value?.toString() ?? 'null');
const seen = (topic: string) => tap.records.filter((record) => record.topic === `${prefix}.${topic}`);

/** Waits until a topic holds records of these types with such data, in this order. */
const expectOn = (
  topic: string,
  ...expected: readonly (readonly [type: string, data: object])[]
): Promise<void> =>
  eventually(() => {
    const last = seen(topic).slice(-expected.length);
    expect(last.map((record) => [typeOf(record), dataOf(record)])).toMatchObject(expected);
  }, inTime);

const order = {
  orderId: 'order-one',
  line: '1',
  distributorId: 'distributor-one',
  ...pool,
  quantity: 5,
  purchasedAt: '2026-11-20T00:00:00Z',
};
const lotId = idFor('purchase', 'order-one', '1');

describe('the license pool service', () => {
  it('PO-3 credits a purchase, even one that overtakes the facts it is judged by', async () => {
    await send(licensePurchased, order);
    await send(companyCreated, {
      id: partnerId,
      type: 'partner',
      name: 'Gold',
      parentId: 'distributor-one',
      tier: 'GOLD',
      pointsProgramme: true,
      ancestors: ['distributor-one'],
      distributorId: 'distributor-one',
      version: 1,
    });
    const offers = [{ sku, terms: [term] }];
    await send(assortmentChanged, { body: { distributorId: 'distributor-one', offers }, version: 1 });
    await expectOn('license-pool.events.v1', [
      'lot-added',
      { pool: { ...pool, quantity: 5, version: 1 }, lots: [{ id: lotId }] },
    ]);
    await expectOn('orders.receipts.v1', [
      'order-receipt',
      { orderId: 'order-one', line: '1', outcome: 'accepted', lotId },
    ]);
    const [event] = seen('license-pool.events.v1');
    expect(event).toMatchObject({ key: aKey().id, headers: { ce_sequence: '1' } });
  }, 90_000);

  it('case 3: the same purchase 5 times: one lot; with another quantity: refused, set aside', async () => {
    for (const n of [1, 2, 3, 4]) await send(licensePurchased, order, `repeat-${n}`);
    await send(licensePurchased, { ...order, quantity: 6 }, 'changed');
    const duplicate = ['order-receipt', { outcome: 'duplicate', lotId }] as const;
    const refused = [
      'order-receipt',
      { eventId: 'changed', outcome: 'refused', reason: { code: 'order-line-changed' } },
    ] as const;
    await expectOn('orders.receipts.v1', duplicate, duplicate, duplicate, duplicate, refused);
    await eventually(
      () => expect(seen('orders.v1.dlq').at(-1)?.headers['dlq-code']).toBe('order-line-changed'),
      inTime,
    );
    expect(seen('license-pool.events.v1')).toHaveLength(1);
  }, 90_000);

  it('case 24: a poison record is set aside with its reason; the records after it are processed', async () => {
    await produce(`${prefix}.orders.v1`, [
      { key: partnerId, value: 'not json', headers: { ce_specversion: '1.0' } },
    ]);
    await send(licensePurchased, { ...order, line: '2', purchasedAt: '2026-11-20T01:00:00Z' });
    await expectOn('orders.receipts.v1', ['order-receipt', { line: '2', outcome: 'accepted' }]);
    await eventually(
      () => expect(seen('orders.v1.dlq').at(-1)?.headers['dlq-code']).toBe('not-json'),
      inTime,
    );
    expect(seen('orders.v1.dlq').at(-1)?.value?.toString()).toBe('not json');
  }, 90_000);

  it('CO-1 a purchase of an unknown partner is refused when its time is over', async () => {
    await send(licensePurchased, { ...order, line: '3', partnerId: 'partner-x' });
    await expectOn('orders.receipts.v1', [
      'order-receipt',
      { partnerId: 'partner-x', outcome: 'refused', reason: { code: 'unknown-partner' } },
    ]);
    await eventually(
      () => expect(seen('orders.v1.dlq').at(-1)?.headers['dlq-code']).toBe('unknown-partner'),
      inTime,
    );
  }, 90_000);

  it('CT-4 draws are answered', async () => {
    const draw = { pool, holder: aHolder(), periodEnd: '2099-01-01T00:00:00Z' };
    await send(drawLicenses, { ...draw, quantity: 7 });
    await send(drawLicenses, { ...draw, quantity: 4 });
    await expectOn(
      'contracts.commands.v1',
      ['draw-accepted', { holder: aHolder(), poolVersion: 3, picks: [{ quantity: 5 }, { quantity: 2 }] }],
      [
        'draw-refused',
        { poolVersion: 3, refusal: { code: 'pool-short', errors: [{ asked: 4, available: 3 }] } },
      ],
    );
    await expectOn('license-pool.events.v1', ['licenses-assigned', {}], ['reservation-rejected', {}]);
  }, 90_000);

  it('PT-4 mints are answered', async () => {
    await send(mintLicenses, {
      pool,
      exchangeId: 'exchange-one',
      distributorId: 'distributor-one',
      quantity: 9,
    });
    await expectOn('points-exchange.commands.v1', [
      'mint-accepted',
      { exchangeId: 'exchange-one', poolVersion: 4 },
    ]);
  }, 90_000);

  it('PO-10 refunds what is available of a line', async () => {
    const refund = { refundId: 'refund-one', orderId: 'order-one', line: '2', partnerId };
    await send(licenseRefunded, { ...refund, quantity: 3 });
    await send(licenseRefunded, { ...refund, refundId: 'refund-two', quantity: 1 });
    await expectOn(
      'orders.receipts.v1',
      ['order-receipt', { refundId: 'refund-one', outcome: 'accepted', quantity: 3 }],
      [
        'order-receipt',
        {
          refundId: 'refund-two',
          outcome: 'refused',
          reason: { code: 'refund-exceeds-available', errors: [{ refundable: 0 }] },
        },
      ],
    );
  }, 90_000);
});
