import { describe, expect, it } from '@jest/globals';
import { inBurnOrder } from '@reservoir/points-ledger';
import * as fc from 'fast-check';
import { aLot, at, midnight } from '../testing/points.fixtures.js';
import { burnsOf, burnt } from './burn-order.js';

describe('PT-2 the burn order', () => {
  it('is lowest priority, then earliest expiry, then oldest, then id', () => {
    const early = midnight('2027-01-31');
    const lots = [
      aLot({ id: 'f', priority: 200, expiresAt: early }),
      aLot({ id: 'e' }),
      aLot({ id: 'd' }),
      aLot({ id: 'c', grantedAt: at('11:00:00', '2026-09-30') }),
      aLot({ id: 'b', expiresAt: early }),
      aLot({ id: 'a', priority: 0, expiresAt: midnight('2030-01-01') }),
    ];
    expect([...lots].sort(inBurnOrder).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('PT-7: 950 of lots of 600 and 1000 burn 600 and 350', () => {
    const march = aLot({ id: 'march', remaining: 600 });
    const june = aLot({ id: 'june', remaining: 1000, expiresAt: midnight('2027-06-30') });
    expect(burnsOf([march, june], 950)).toEqual([
      { lotId: 'march', points: 600 },
      { lotId: 'june', points: 350 },
    ]);
  });

  it('skips what is used up, and stops at the last point', () => {
    const lots = [aLot({ id: 'a', remaining: 0 }), aLot({ id: 'b', remaining: 5 }), aLot({ id: 'c' })];
    expect(burnsOf(lots, 5)).toEqual([{ lotId: 'b', points: 5 }]);
    expect(burnsOf(lots, 6).at(-1)).toEqual({ lotId: 'c', points: 1 });
    expect(burnsOf(lots, 0)).toEqual([]);
  });

  it('takes all that is asked, or all there is, and from no lot more than it has', () => {
    const remainders = fc.array(fc.nat(1000), { maxLength: 30 });
    fc.assert(
      fc.property(remainders, fc.nat(20_000), (all, points) => {
        const lots = all.map((remaining, n) => aLot({ id: `lot-${n}`, remaining }));
        const burns = burnsOf(lots, points);
        const held = all.reduce((sum, remaining) => sum + remaining, 0);
        expect(burnt(burns)).toBe(Math.min(points, held));
        for (const burn of burns)
          expect(burn.points).toBeLessThanOrEqual(lots.find(({ id }) => id === burn.lotId)!.remaining);
        expect(new Set(burns.map(({ lotId }) => lotId)).size).toBe(burns.length);
      }),
    );
  });
});
