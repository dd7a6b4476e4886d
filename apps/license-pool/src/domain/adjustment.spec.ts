import { describe, expect, it } from '@jest/globals';
import { aLot, aPool, aPoolOf, at, now } from '../testing/license-pool.fixtures.js';
import { takeAway } from './adjustment.js';

const asking = (quantity: number) => ({ operationId: 'operation-one', quantity, reason: 'Credited twice' });

describe('PO-1 an adjustment takes licences away', () => {
  const expiresAt = at('2027-02-19T00:00:00Z');
  const open = aPool({ available: 2, expiresAt }, { available: 5, assigned: 1 });

  it('that are available, in draw order; they count retired, and the sum of each lot stays', () => {
    const lots = [
      aLot({ id: 'lot-1', retired: 2, expiresAt, version: 2 }),
      aLot({ id: 'lot-2', available: 4, assigned: 1, retired: 1, version: 2 }),
    ];
    const pool = { ...aPoolOf(lots), version: 3 };
    const picks = [
      { lotId: 'lot-1', quantity: 2 },
      { lotId: 'lot-2', quantity: 1 },
    ];
    const adjustment = { operationId: 'operation-one', reason: 'Credited twice' };
    expect(takeAway(open, asking(3), now)).toEqual({
      ok: true,
      value: { state: { pool, lots }, events: [{ type: 'licenses-retired', pool, lots, picks, adjustment }] },
    });
  });

  it('PO-4 all or nothing: the refusal tells what could be', () => {
    expect(takeAway(open, asking(7), now).ok).toBe(true);
    expect(takeAway(open, asking(8), now)).toMatchObject({
      error: { code: 'pool-short', errors: [{ asked: 8, available: 7 }] },
    });
  });
});
