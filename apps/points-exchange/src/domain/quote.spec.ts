import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import {
  aPartner,
  aPointsPrice,
  aPriceList,
  aQuote,
  anAssortment,
  noon,
  secure,
} from '../testing/points.fixtures.js';
import { quote } from './quote.js';

const wish = { quoteId: 'quote-1', sku: secure, term: 'Y1', quantity: 100 } as const;
const offers = { assortment: anAssortment(), prices: aPriceList() };

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

  it('CA-8 is refused from the instant of the retirement on', () => {
    const retirement = { id: 'endpoint-security', retiredAt: noon, version: 2 };
    const at = (now: typeof noon) => quote(wish, aPartner(), { ...offers, retirement }, now);
    expect(at(plusMs(noon, -1))).toMatchObject({ ok: true });
    expect(at(noon)).toMatchObject({ error: { code: 'sku-retired', rule: 'CA-8' } });
  });

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
