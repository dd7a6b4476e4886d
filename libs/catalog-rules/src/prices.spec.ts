import { describe, expect, it } from '@jest/globals';
import { instant, plusMs } from '@reservoir/kernel';
import {
  type Draw,
  type MoneyPrice,
  type PointsPrice,
  moneyPriceOf,
  priceInMoney,
  priceInPoints,
} from './prices.js';

const now = instant('2026-11-21T12:00:00Z');
const sku = 'endpoint-security:secure';
const euros = (amountMinor: number, differing: Partial<MoneyPrice> = {}): MoneyPrice => ({
  sku,
  term: 'Y1',
  tier: null,
  fromQuantity: 1,
  unitPrice: { currency: 'EUR', amountMinor },
  validFrom: instant('2026-01-01T00:00:00Z'),
  validUntil: null,
  ...differing,
});
const points = (amount: number, differing: Partial<PointsPrice> = {}): PointsPrice => ({
  sku,
  term: 'Y1',
  points: amount,
  validFrom: instant('2026-01-01T00:00:00Z'),
  validUntil: null,
  ...differing,
});
const draw = (quantity: number, differing: Partial<Draw> = {}): Draw => ({
  sku,
  term: 'Y1',
  quantity,
  ...differing,
});

describe('CA-7 the money price of a licence', () => {
  const list = [
    euros(2500),
    euros(2200, { fromQuantity: 50 }),
    euros(2000, { tier: 'GOLD' }),
    euros(1800, { tier: 'GOLD', fromQuantity: 100 }),
  ];
  const priceOf = (quantity: number, tier: string | null) =>
    moneyPriceOf(list, draw(quantity), tier, now)?.unitPrice.amountMinor;

  it.each([
    [1, null, 2500],
    [49, null, 2500],
    [50, null, 2200],
    [1, 'SILVER', 2500],
    [50, 'SILVER', 2200],
    [1, 'GOLD', 2000],
    [99, 'GOLD', 2000],
    [100, 'GOLD', 1800],
  ])('for %i licences and the tier %s is %i', (quantity, tier, amount) =>
    expect(priceOf(quantity, tier)).toBe(amount),
  );

  it('is that of its SKU and term', () => {
    expect(moneyPriceOf(list, draw(1, { term: 'Y3' }), null, now)).toBeUndefined();
    expect(moneyPriceOf(list, draw(1, { sku: 'edr' }), null, now)).toBeUndefined();
  });

  it('holds from its first instant to just before its last', () => {
    const changing = [euros(1, { validUntil: now }), euros(2, { validFrom: now })];
    const at = (instantOf: typeof now) =>
      moneyPriceOf(changing, draw(1), null, instantOf)?.unitPrice.amountMinor;
    expect([at(plusMs(now, -1)), at(now)]).toEqual([1, 2]);
  });
});

describe('CA-5 the price of licences', () => {
  const both = [draw(10), draw(10, { sku: 'edr' }), draw(10, { sku: 'xdr' })];

  it('in money: SKU by SKU, a total for each currency, and what has no price', () => {
    const dollars = { currency: 'USD', amountMinor: 300 };
    const money = [euros(2500), euros(100, { sku: 'edr', unitPrice: dollars })];
    expect(priceInMoney(both, { money }, 'GOLD', now)).toEqual({
      lines: [
        {
          ...both[0],
          tier: null,
          fromQuantity: 1,
          unitPrice: { currency: 'EUR', amountMinor: 2500 },
          amountMinor: 25_000,
        },
        { ...both[1], tier: null, fromQuantity: 1, unitPrice: dollars, amountMinor: 3000 },
      ],
      totals: [
        { currency: 'EUR', amountMinor: 25_000 },
        { currency: 'USD', amountMinor: 3000 },
      ],
      unpriced: ['xdr'],
    });
  });

  it('in points: PT-3, each SKU is an exchange of its own, rounded up', () => {
    const prices = {
      points: [points(3), points(7, { sku: 'edr' })],
      pointsDiscounts: [{ tier: 'GOLD', discountBp: 500 }],
    };
    expect(priceInPoints(both, prices, 'GOLD', now)).toEqual({
      lines: [
        { ...both[0], pointsPerLicense: 3, points: 29 },
        { ...both[1], pointsPerLicense: 7, points: 67 },
      ],
      totals: 96,
      unpriced: ['xdr'],
    });
    expect(priceInPoints([draw(100)], prices, 'SILVER', now).totals).toBe(300);
  });
});
