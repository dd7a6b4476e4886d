import { describe, expect, it } from '@jest/globals';
import { lotId, orderDesk, receipt } from '../../testing/order-desk.js';
import { publishedBy } from '../../testing/record-context.js';

const here = orderDesk();

describe('PO-10 a refund', () => {
  it('is published and receipted, once', async () => {
    await here.desk.purchase();
    expect(publishedBy(await here.desk.refund())).toMatchObject([
      {
        type: 'licenses-refunded',
        sequence: 2,
        data: { refundId: 'refund-one', quantity: 2, lots: [{ counts: { available: 3, refunded: 2 } }] },
      },
      { data: { ...receipt, refundId: 'refund-one', outcome: 'accepted', lotId, quantity: 2, reason: null } },
    ]);
    expect(publishedBy(await here.desk.refund())).toMatchObject([
      { data: { outcome: 'duplicate', lotId, quantity: 2 } },
    ]);
  });

  it('of more than is available is refused, with the number that could be; that is no dead letter', async () => {
    await here.desk.purchase();
    const context = await here.desk.refund({ quantity: 6 });
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
    await here.desk.purchase();
    await here.desk.refund();
    const context = await here.desk.refund({ quantity: 1 });
    expect(publishedBy(context)).toMatchObject([{ data: { reason: { code: 'refund-changed' } } }]);
    expect(context.disposition).toMatchObject({ kind: 'dead-letter' });
    expect(here.desk.alerts).toMatchObject([{ code: 'refund-changed' }]);
  });

  it('waits for the purchase of its line, and is refused when none comes', async () => {
    expect((await here.desk.refund()).disposition).toMatchObject({
      kind: 'parked',
      reason: { code: 'unknown-order-line' },
    });
    const last = await here.desk.refund({}, { lastAttempt: true });
    expect(publishedBy(last)).toMatchObject([
      { data: { reason: { code: 'unknown-order-line', rule: 'PO-10' } } },
    ]);
    expect(last.disposition).toMatchObject({ kind: 'dead-letter' });
  });
});
