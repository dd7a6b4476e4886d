import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFor } from '@reservoir/kernel';
import { licensePurchased, licenseRefunded } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { Logger } from '@reservoir/service';
import { aPartner, anAssortment, now } from '../../testing/license-pool.fixtures.js';
import { MemoryCollections } from '../../testing/memory-collections.js';
import { publishedBy, tell } from '../../testing/record-context.js';
import { OrdersController } from './orders.controller.js';

const purchased = {
  orderId: 'order-one',
  line: 1,
  distributorId: 'distributor-one',
  partnerId: 'partner-gold',
  sku: 'endpoint-security:secure-plus',
  term: 'Y1',
  quantity: 5,
  unitPrice: { currency: 'EUR', amountMinor: 1250 },
  purchasedAt: '2026-11-20T01:00:00+01:00',
};
const refunded = {
  refundId: 'refund-one',
  orderId: 'order-one',
  line: 1,
  partnerId: 'partner-gold',
  quantity: 2,
};
const lotId = idFor('purchase', 'order-one', '1');
const receipt = {
  eventId: 'event-one',
  orderId: 'order-one',
  line: '1',
  refundId: null,
  partnerId: 'partner-gold',
};

/** All records of a test are of one chunk. */
let controller: OrdersController;
let alerts: unknown[];

beforeEach(() => {
  const { collections } = new MemoryCollections().begin(now);
  collections.partners.save(aPartner());
  collections.assortments.save(anAssortment());
  alerts = [];
  const logger = { error: (facts: unknown) => alerts.push(facts) } as unknown as Logger;
  controller = new OrdersController({ in: () => collections }, logger);
});

const purchase = (differing: object = {}, options = {}): Promise<RecordContext> =>
  tell(
    (data, context) => controller.purchase(data, context),
    licensePurchased,
    { ...purchased, ...differing },
    options,
  );

const refund = (differing: object = {}, options = {}): Promise<RecordContext> =>
  tell(
    (data, context) => controller.refund(data, context),
    licenseRefunded,
    { ...refunded, ...differing },
    options,
  );

describe('PO-3 a purchase', () => {
  it('is published with the pool and the lot after it, and receipted', async () => {
    const counts = {
      available: 5,
      reserved: 0,
      assigned: 0,
      retired: 0,
      expired: 0,
      refunded: 0,
      transferredOut: 0,
    };
    expect(publishedBy(await purchase())).toEqual([
      {
        type: 'lot-added',
        topic: 'license-pool.events.v1',
        key: 'partner-gold:endpoint-security:secure-plus:Y1',
        sequence: 1,
        data: {
          pool: {
            partnerId: 'partner-gold',
            sku: 'endpoint-security:secure-plus',
            term: 'Y1',
            quantity: 5,
            counts,
            version: 1,
          },
          lots: [
            {
              id: lotId,
              provenance: 'purchase',
              source: { orderId: 'order-one', line: '1' },
              distributorId: 'distributor-one',
              quantity: 5,
              counts,
              purchasedAt: '2026-11-20T00:00:00.000Z',
              expiresAt: null,
              version: 1,
            },
          ],
        },
      },
      {
        type: 'order-receipt',
        topic: 'orders.receipts.v1',
        key: 'partner-gold',
        sequence: null,
        data: { ...receipt, outcome: 'accepted', lotId, quantity: 5, reason: null },
      },
    ]);
  });

  it('case 3: the same content again is a duplicate, however it is written', async () => {
    await purchase();
    const again = await purchase({
      line: '1',
      purchasedAt: '2026-11-20T00:00:00Z',
      unknownField: 'passes by',
    });
    expect(publishedBy(again).map(({ data }) => data)).toEqual([
      { ...receipt, outcome: 'duplicate', lotId, quantity: 5, reason: null },
    ]);
    expect(again.disposition).toEqual({ kind: 'handled' });
  });

  it.each([
    { quantity: 6 },
    { distributorId: 'distributor-two' },
    { partnerId: 'partner-silver' },
    { sku: 'patch-management' },
    { term: 'M1' },
    { unitPrice: { currency: 'EUR', amountMinor: 1251 } },
    { unitPrice: undefined },
    { purchasedAt: '2026-11-20T00:00:01Z' },
  ])('case 3: other content %j is refused, set aside, and raises an alert', async (differing) => {
    await purchase();
    const changed = await purchase(differing);
    expect(publishedBy(changed)).toMatchObject([
      {
        data: {
          outcome: 'refused',
          lotId: null,
          quantity: 0,
          reason: { code: 'order-line-changed', rule: 'PO-3' },
        },
      },
    ]);
    expect(changed.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: { code: 'order-line-changed' },
    });
    expect(alerts).toMatchObject([
      { code: 'order-line-changed', eventId: 'event-one', topic: 'orders.v1', offset: 7 },
    ]);
  });

  it('case 24: a record that is refused is set aside with its reason, and the one after it is credited', async () => {
    await purchase();
    const poison = await purchase({ quantity: 6 });
    const next = await purchase({ line: 2 });
    expect(poison.disposition).toMatchObject({
      kind: 'dead-letter',
      reason: {
        code: 'order-line-changed',
        detail: 'order order-one line 1 was credited before with other content',
      },
    });
    expect(publishedBy(next)).toMatchObject([
      { sequence: 2, data: { pool: { quantity: 10, version: 2 } } },
      { data: { outcome: 'accepted', line: '2' } },
    ]);
  });

  it.each([
    ['unknown-partner', 'CO-1', { partnerId: 'partner-x' }],
    ['wrong-distributor', 'CO-4', { distributorId: 'distributor-two' }],
    ['not-in-assortment', 'CA-6', { sku: 'edr-standalone' }],
    ['not-in-assortment', 'CA-6', { term: 'Y3' }],
  ])('%s (%s) is parked, and refused at the last attempt', async (code, rule, differing) => {
    const first = await purchase(differing);
    expect(first.disposition).toMatchObject({ kind: 'parked', reason: { code } });
    expect(publishedBy(first)).toEqual([]);
    const last = await purchase(differing, { lastAttempt: true });
    expect(last.disposition).toMatchObject({ kind: 'dead-letter', reason: { code } });
    expect(publishedBy(last)).toMatchObject([
      { type: 'order-receipt', data: { outcome: 'refused', lotId: null, reason: { code, rule } } },
    ]);
    expect(alerts).toEqual([]);
  });

  it('is credited at the last attempt when what it missed is there', async () => {
    const context = await purchase({}, { lastAttempt: true });
    expect(publishedBy(context)).toMatchObject([{ type: 'lot-added' }, { data: { outcome: 'accepted' } }]);
  });
});

describe('PO-10 a refund', () => {
  it('is published and receipted, once', async () => {
    await purchase();
    expect(publishedBy(await refund())).toMatchObject([
      {
        type: 'licenses-refunded',
        sequence: 2,
        data: { refundId: 'refund-one', quantity: 2, lots: [{ counts: { available: 3, refunded: 2 } }] },
      },
      { data: { ...receipt, refundId: 'refund-one', outcome: 'accepted', lotId, quantity: 2, reason: null } },
    ]);
    expect(publishedBy(await refund())).toMatchObject([
      { data: { outcome: 'duplicate', lotId, quantity: 2 } },
    ]);
  });

  it('of more than is available is refused, with the number that could be; that is no dead letter', async () => {
    await purchase();
    const context = await refund({ quantity: 6 });
    expect(publishedBy(context)).toMatchObject([
      {
        data: {
          outcome: 'refused',
          reason: { code: 'refund-exceeds-available', errors: [{ asked: 6, refundable: 5 }] },
        },
      },
    ]);
    expect(context.disposition).toEqual({ kind: 'handled' });
  });

  it('with other content is refused, set aside, and raises an alert', async () => {
    await purchase();
    await refund();
    const context = await refund({ quantity: 1 });
    expect(publishedBy(context)).toMatchObject([{ data: { reason: { code: 'refund-changed' } } }]);
    expect(context.disposition).toMatchObject({ kind: 'dead-letter' });
    expect(alerts).toMatchObject([{ code: 'refund-changed' }]);
  });

  it('waits for the purchase of its line, and is refused when none comes', async () => {
    expect((await refund()).disposition).toMatchObject({
      kind: 'parked',
      reason: { code: 'unknown-order-line' },
    });
    const last = await refund({}, { lastAttempt: true });
    expect(publishedBy(last)).toMatchObject([
      { data: { reason: { code: 'unknown-order-line', rule: 'PO-10' } } },
    ]);
    expect(last.disposition).toMatchObject({ kind: 'dead-letter' });
  });
});
