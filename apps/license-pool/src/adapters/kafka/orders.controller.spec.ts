import { describe, expect, it } from '@jest/globals';
import { lotId, orderDesk, receipt } from '../../testing/order-desk.js';
import { publishedBy } from '../../testing/record-context.js';

const here = orderDesk();

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
    expect(publishedBy(await here.desk.purchase())).toEqual([
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
    await here.desk.purchase();
    const again = await here.desk.purchase({
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
    await here.desk.purchase();
    const changed = await here.desk.purchase(differing);
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
    expect(here.desk.alerts).toMatchObject([
      { code: 'order-line-changed', eventId: 'event-one', topic: 'orders.v1', offset: 7 },
    ]);
  });

  it('case 24: a record that is refused is set aside with its reason, and the one after it is credited', async () => {
    await here.desk.purchase();
    const poison = await here.desk.purchase({ quantity: 6 });
    const next = await here.desk.purchase({ line: 2 });
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
    const first = await here.desk.purchase(differing);
    expect(first.disposition).toMatchObject({ kind: 'parked', reason: { code } });
    expect(publishedBy(first)).toEqual([]);
    const last = await here.desk.purchase(differing, { lastAttempt: true });
    expect(last.disposition).toMatchObject({ kind: 'dead-letter', reason: { code } });
    expect(publishedBy(last)).toMatchObject([
      { type: 'order-receipt', data: { outcome: 'refused', lotId: null, reason: { code, rule } } },
    ]);
    expect(here.desk.alerts).toEqual([]);
  });

  it('is credited at the last attempt when what it missed is there', async () => {
    const context = await here.desk.purchase({}, { lastAttempt: true });
    expect(publishedBy(context)).toMatchObject([{ type: 'lot-added' }, { data: { outcome: 'accepted' } }]);
  });
});
