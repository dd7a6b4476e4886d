import { describe, expect, it } from '@jest/globals';
import type { MoneyPrice } from '@reservoir/catalog-rules';
import { type Instant, instant } from '@reservoir/kernel';
import { aMoneyPrice, aPointsPrice, aPriceList, demonstrationItems } from '../testing/catalog.fixtures.js';
import type { PriceList } from './offers.js';
import { priceChecks } from './price-checks.js';
import { refusalOf } from './violations.js';

const problems = (differing: Partial<PriceList>) =>
  (refusalOf(priceChecks, aPriceList(differing), demonstrationItems)?.errors ?? []).map(({ code, path }) => [
    code,
    path,
  ]);
const day = (text: string): Instant => instant(`${text}T00:00:00Z`);
const held = (from: string, until: string | null, differing: Partial<MoneyPrice> = {}): MoneyPrice =>
  aMoneyPrice({ validFrom: day(from), validUntil: until === null ? null : day(until), ...differing });

describe('CA-7 a price list', () => {
  it('that is right passes', () => expect(problems({})).toEqual([]));

  it('prices SKUs that exist, for terms that they have, in money and in points', () =>
    expect(
      problems({ money: [aMoneyPrice({ sku: 'nothing' })], points: [aPointsPrice({ term: 'Y2' })] }),
    ).toEqual([
      ['unknown-sku', 'money[0].sku'],
      ['unknown-term', 'points[0]'],
    ]));

  it('has no price that ends as it begins', () => {
    expect(problems({ money: [held('2026-01-01', '2026-01-01')] })).toEqual([
      ['validity-empty', 'money[0].validUntil'],
    ]);
    expect(problems({ points: [aPointsPrice({ validUntil: day('2025-01-01') })] })).toEqual([
      ['validity-empty', 'points[0].validUntil'],
    ]);
  });

  it('may begin one price at the instant at which the other ends', () =>
    expect(problems({ money: [held('2026-07-01', null), held('2026-01-01', '2026-07-01')] })).toEqual([]));

  it('has one price at every instant', () => {
    expect(problems({ money: [held('2026-06-30', null), held('2026-01-01', '2026-07-01')] })).toEqual([
      ['validity-overlap', 'money[0].validFrom'],
    ]);
    expect(problems({ money: [held('2026-01-01', null), held('2027-01-01', '2027-02-01')] })).toEqual([
      ['validity-overlap', 'money[1].validFrom'],
    ]);
    expect(problems({ points: [aPointsPrice(), aPointsPrice({ points: 20 })] })).toEqual([
      ['validity-overlap', 'points[1].validFrom'],
    ]);
  });

  it('sees an overlap with a long price behind a short one', () =>
    expect(
      problems({
        money: [
          held('2026-01-01', '2026-12-01'),
          held('2026-02-01', '2026-03-01'),
          held('2026-04-01', '2026-05-01'),
        ],
      }),
    ).toEqual([
      ['validity-overlap', 'money[1].validFrom'],
      ['validity-overlap', 'money[2].validFrom'],
    ]));

  it('has no time between two prices without one', () => {
    expect(problems({ money: [held('2026-01-01', '2026-06-01'), held('2026-06-02', null)] })).toEqual([
      ['validity-gap', 'money[1].validFrom'],
    ]);
    expect(problems({ points: [aPointsPrice({ validFrom: day('2027-01-01') })] })).toEqual([]);
  });

  it('begins the breaks of every tier at 1', () => {
    const gold = { tier: 'GOLD', fromQuantity: 100 };
    expect(problems({ money: [aMoneyPrice(), aMoneyPrice(gold)] })).toEqual([
      ['break-missing', 'money[1].fromQuantity'],
    ]);
    expect(problems({ money: [aMoneyPrice(gold), aMoneyPrice({ tier: 'GOLD' })] })).toEqual([]);
  });

  it.each([
    { tier: 'GOLD' },
    { fromQuantity: 100 },
    { term: 'Y3' },
    { sku: 'endpoint-security:secure-plus' },
  ] as const)('holds two prices at once that differ in %o', (differing) =>
    expect(problems({ money: [aMoneyPrice(), aMoneyPrice(differing)] })).toEqual([]),
  );

  it('PT-3 has one discount for each tier', () =>
    expect(
      problems({
        pointsDiscounts: [
          { tier: 'GOLD', discountBp: 500 },
          { tier: 'GOLD', discountBp: 600 },
        ],
      }),
    ).toEqual([['duplicate', 'pointsDiscounts[1].tier']]));

  it('fits into one record', () => {
    const money = Array.from({ length: 4000 }, (_, n) => aMoneyPrice({ fromQuantity: n + 1 }));
    expect(problems({ money })).toEqual([]);
    const longest = money.map((price) => ({ ...price, tier: 'T'.repeat(32) }));
    expect(JSON.stringify(longest).length).toBeGreaterThan(800_000);
    expect(problems({ money: longest })).toEqual([['price-list-too-large', '']]);
  });
});
