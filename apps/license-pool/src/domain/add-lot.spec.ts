import { describe, expect, it } from '@jest/globals';
import { aKey, aLot, aPool } from '../testing/license-pool.fixtures.js';
import { addLot } from './add-lot.js';
import { emptyPool } from './pool.js';
import { noLevel } from './stock-level.js';

const { counts: _, version: __, ...newLot } = aLot({ id: 'lot-new', available: 7 });

describe('PO-1 a lot enters', () => {
  const lot = aLot({ id: 'lot-new', available: 7 });

  it('an empty pool', () => {
    const pool = { ...aKey(), quantity: 7, counts: lot.counts, level: noLevel, version: 1 };
    expect(addLot(emptyPool(aKey()), newLot)).toEqual({
      state: { pool, lots: [lot] },
      events: [{ type: 'lot-added', pool, lots: [lot] }],
    });
  });

  it('a pool with others, which stay as they are', () => {
    const before = aPool({ available: 1, assigned: 2 }).pool;
    const { pool, lots } = addLot(before, newLot).state;
    expect(pool).toEqual({ ...before, quantity: 10, counts: { ...before.counts, available: 8 }, version: 2 });
    expect(lots).toEqual([lot]);
  });

  it('CO-10 with the reason of an operator', () =>
    expect(addLot(emptyPool(aKey()), newLot, 'Spring campaign').events).toMatchObject([
      { type: 'lot-added', reason: 'Spring campaign' },
    ]));
});
