import { describe, expect, it } from '@jest/globals';
import { aLot, aPoolOf, justBefore, now } from '../testing/license-pool.fixtures.js';
import { refund, theLotHasSoManyAvailable } from './refund.js';

const asking = (quantity: number) => ({ refundId: 'refund-one', orderId: 'order-one', line: '1', quantity });

describe('PO-10 a refund', () => {
  const lot = aLot({ available: 30, reserved: 10, assigned: 60 });
  const pool = aPoolOf([lot]);

  it('takes available licences of the lot', () => {
    const lots = [aLot({ available: 5, reserved: 10, assigned: 60, refunded: 25, version: 2 })];
    const after = { ...aPoolOf(lots), version: 2 };
    expect(refund(pool, lot, asking(25), now)).toEqual({
      ok: true,
      value: {
        state: { pool: after, lots },
        events: [{ type: 'licenses-refunded', pool: after, lots, refundId: 'refund-one', quantity: 25 }],
      },
    });
  });

  it('case 17: of a lot of 100 with 60 assigned and 10 reserved: at most 30', () => {
    expect(theLotHasSoManyAvailable(lot, asking(29), now)).toBeUndefined();
    expect(theLotHasSoManyAvailable(lot, asking(30), now)).toBeUndefined();
    expect(refund(pool, lot, asking(31), now)).toEqual({
      ok: false,
      error: {
        code: 'refund-exceeds-available',
        rule: 'PO-10',
        detail: '31 to refund, at most 30 can be',
        errors: [{ asked: 31, refundable: 30 }],
      },
    });
  });

  it('PO-4 finds nothing in a lot that is over', () => {
    const over = aLot({ available: 5, expiresAt: now });
    expect(theLotHasSoManyAvailable(over, asking(5), justBefore(now))).toBeUndefined();
    expect(theLotHasSoManyAvailable(over, asking(1), now)?.errors).toEqual([{ asked: 1, refundable: 0 }]);
  });
});
