import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import * as fc from 'fast-check';
import {
  aPartner,
  aPointsPrice,
  aPriceList,
  aQuote,
  anAssortment,
  noon,
  secure,
} from '../testing/points.fixtures.js';
import { quote, totalPoints } from './quote.js';

const wish = { quoteId: 'quote-1', sku: secure, term: 'Y1', quantity: 100 } as const;
const offers = { assortment: anAssortment(), prices: aPriceList() };

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

describe('PT-3 a quote', () => {
  it('holds price, tier discount and rate version for 15 minutes', () =>
    expect(quote(wish, aPartner(), offers, noon)).toEqual({ ok: true, value: aQuote() }));

  it.each([
    ['another tier', { tier: 'SILVER' }],
    ['no tier', { tier: null }],
  ])('gives no discount to %s', (_, differing) =>
    expect(quote(wish, aPartner(differing), offers, noon)).toMatchObject({
      value: { discountBp: 0, totalPoints: 1000 },
    }),
  );

  it.each([
    ['an unknown SKU', { sku: 'edr' }],
    ['another term', { term: 'Y3' }],
  ] as const)('CA-6 is refused for %s', (_, differing) =>
    expect(quote({ ...wish, ...differing }, aPartner(), offers, noon)).toMatchObject({
      error: { code: 'sku-not-sold', rule: 'CA-6' },
    }),
  );

  it('CA-6 is refused where nothing is sold yet', () =>
    expect(quote(wish, aPartner(), { ...offers, assortment: undefined }, noon)).toMatchObject({
      error: { code: 'sku-not-sold' },
    }));

  it('CA-7 takes the price that holds at its instant', () => {
    const points = [
      aPointsPrice({ points: 8, validUntil: noon }),
      aPointsPrice({ points: 9, validFrom: noon, validUntil: plusMs(noon, 1) }),
      aPointsPrice({ points: 11, validFrom: plusMs(noon, 1) }),
    ];
    const prices = aPriceList({ points });
    const priceAt = (now: typeof noon) => quote(wish, aPartner(), { ...offers, prices }, now);
    expect(priceAt(plusMs(noon, -1))).toMatchObject({ value: { pointsPerLicense: 8 } });
    expect(priceAt(noon)).toMatchObject({ value: { pointsPerLicense: 9 } });
    expect(priceAt(plusMs(noon, 1))).toMatchObject({ value: { pointsPerLicense: 11 } });
  });

  it.each([
    ['no price list', undefined],
    ['no price of this term', aPriceList({ points: [aPointsPrice({ term: 'M1' })] })],
    ['a price that is over', aPriceList({ points: [aPointsPrice({ validUntil: noon })] })],
    ['a price to come', aPriceList({ points: [aPointsPrice({ validFrom: plusMs(noon, 1) })] })],
  ])('CA-7 is refused with %s', (_, prices) =>
    expect(quote(wish, aPartner(), { ...offers, prices }, noon)).toMatchObject({
      error: { code: 'points-price-missing', rule: 'CA-7' },
    }),
  );
});
