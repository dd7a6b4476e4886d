import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { totalPoints } from './prices.js';

describe('PT-3 the total', () => {
  it('PT-7: GOLD −5 %, 10 points × 100 licences = 950', () => expect(totalPoints(10, 100, 500)).toBe(950));

  it.each([
    [1, 1, 1, 1],
    [1, 1, 9999, 1],
    [1, 1, 10_000, 0],
    [3, 7, 3333, 15],
    [1, 10_000, 1, 9999],
  ])('of %i points × %i less %i bp is rounded up to %i', (points, quantity, bp, total) =>
    expect(totalPoints(points, quantity, bp)).toBe(total),
  );

  it('is exact where doubles are not: beyond 2^53 on the way', () => {
    const exact = 9_995_660_435_320_001n; // 999,899 × 999,967 × 9,997: its last digit decides the rounding.
    expect(totalPoints(999_899, 999_967, 3)).toBe(999_566_043_533);
    expect(BigInt(999_899) * BigInt(999_967) * 9997n).toBe(exact);
    expect(Math.ceil((999_899 * 999_967 * 9997) / 10_000)).toBe(999_566_043_532);
  });

  it('is the least whole number of points that is not below the price', () => {
    const upTo = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(upTo(1_000_000), upTo(1_000_000), fc.nat(10_000), (points, quantity, bp) => {
        const exact = BigInt(points) * BigInt(quantity) * BigInt(10_000 - bp);
        const total = BigInt(totalPoints(points, quantity, bp));
        expect(total * 10_000n >= exact && (total - 1n) * 10_000n < exact).toBe(true);
      }),
    );
  });
});
