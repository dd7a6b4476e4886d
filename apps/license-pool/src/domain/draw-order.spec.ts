import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { aLot, at, now } from '../testing/license-pool.fixtures.js';
import { draw, inDrawOrder, lotsPerDraw, picksOf, quantityOf } from './draw-order.js';
import { openIn } from './lot.js';

describe('PO-4 draw order', () => {
  const soon = at('2027-01-01T00:00:00Z');
  const late = at('2026-11-02T00:00:00Z');

  it('is earliest expiry, none last, then oldest purchase, then id', () => {
    const lots = [
      aLot({ id: 'f', purchasedAt: late }),
      aLot({ id: 'e' }),
      aLot({ id: 'd' }),
      aLot({ id: 'c', expiresAt: at('2027-01-02T00:00:00Z') }),
      aLot({ id: 'a', expiresAt: soon, purchasedAt: late }),
      aLot({ id: 'b', expiresAt: soon }),
    ];
    expect(lots.sort(inDrawOrder).map(({ id }) => id)).toEqual(['b', 'a', 'c', 'd', 'e', 'f']);
  });
});

describe('PO-4 a draw', () => {
  it('takes lot after lot, and part of the last', () => {
    const lots = [
      aLot({ id: 'a', available: 2 }),
      aLot({ id: 'b', available: 3 }),
      aLot({ id: 'c', available: 9 }),
    ];
    expect(picksOf(draw(lots, 6, now))).toEqual([
      { lotId: 'a', quantity: 2 },
      { lotId: 'b', quantity: 3 },
      { lotId: 'c', quantity: 1 },
    ]);
  });

  it('skips what is empty or over', () => {
    const lots = [
      aLot({ id: 'a', expiresAt: now, available: 5 }),
      aLot({ id: 'b', assigned: 5 }),
      aLot({ id: 'c', available: 5 }),
    ];
    expect(picksOf(draw(lots, 5, now))).toEqual([{ lotId: 'c', quantity: 5 }]);
  });

  it('touches 1000 lots at most', () => {
    const lots = Array.from({ length: lotsPerDraw + 1 }, (_, n) => aLot({ id: `${n}`, available: 1 }));
    expect(draw(lots, lotsPerDraw, now)).toHaveLength(1000);
    expect(draw(lots, lotsPerDraw + 1, now)).toHaveLength(1000);
  });

  it('gives what is asked for, or all that is open', () => {
    const counts = fc.array(fc.nat({ max: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 60 }), (available, asked) => {
        const lots = available.map((count, n) => aLot({ id: `${n}`, available: count }));
        const open = lots.reduce((sum, lot) => sum + openIn(lot, now), 0);
        const portions = draw(lots, asked, now);
        expect(quantityOf(portions)).toBe(Math.min(asked, open));
        for (const { lot, quantity } of portions) {
          expect(quantity).toBeGreaterThan(0);
          expect(quantity).toBeLessThanOrEqual(lot.counts.available);
        }
      }),
    );
  });
});
