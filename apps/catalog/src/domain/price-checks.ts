import type { MoneyPrice, PointsPrice, PriceList, Validity } from './offers.js';
import { skuViolations } from './sku-checks.js';
import type { CatalogItems } from './skus.js';
import { type Check, type Violation, repetitions } from './violations.js';

type PriceCheck = Check<PriceList, CatalogItems>;

// CA-7
export const pricedSkusExist: PriceCheck = ({ money, points }, items) => [
  ...money.flatMap(({ sku, term }, index) => skuViolations(sku, [term], items, `money[${index}]`)),
  ...points.flatMap(({ sku, term }, index) => skuViolations(sku, [term], items, `points[${index}]`)),
];

// CA-7
export const validityIsNotEmpty: PriceCheck = ({ money, points }) => [
  ...empty(money, 'money'),
  ...empty(points, 'points'),
];

const empty = (prices: readonly Validity[], path: string): readonly Violation[] =>
  prices.flatMap(({ validFrom, validUntil }, index) =>
    validUntil === null || validFrom < validUntil
      ? []
      : [
          {
            code: 'validity-empty',
            rule: 'CA-7',
            detail: `a price that holds from ${validFrom} cannot end at ${validUntil}`,
            path: `${path}[${index}].validUntil`,
          },
        ],
  );

// CA-7: at every instant there is one price.
export const validitiesDoNotOverlap: PriceCheck = ({ money, points }) => [
  ...overlaps(money, 'money', moneyKey),
  ...overlaps(points, 'points', pointsKey),
];

const moneyKey = ({ sku, term, tier, fromQuantity }: MoneyPrice): string =>
  `${sku} ${term} of ${tier ?? 'every tier'} from ${fromQuantity}`;
const pointsKey = ({ sku, term }: PointsPrice): string => `${sku} ${term}`;

function overlaps<Price extends Validity>(
  prices: readonly Price[],
  path: string,
  keyOf: (price: Price) => string,
): readonly Violation[] {
  const byStart = prices
    .map((price, index) => ({ ...price, index, key: keyOf(price) }))
    .filter(({ validFrom, validUntil }) => validUntil === null || validFrom < validUntil)
    .sort((a, b) => compare(a.validFrom, b.validFrom) || a.index - b.index);
  const latestEnds = new Map<string, string | null>();
  return byStart.flatMap(({ index, key, validFrom, validUntil }) => {
    const end = latestEnds.get(key);
    latestEnds.set(key, end === undefined ? validUntil : laterEnd(end, validUntil));
    return end !== undefined && (end === null || validFrom < end)
      ? [overlap(path, index, key, validFrom)]
      : [];
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const laterEnd = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a > b ? a : b;

const overlap = (path: string, index: number, key: string, at: string): Violation => ({
  code: 'validity-overlap',
  rule: 'CA-7',
  detail: `${key} has two prices at ${at}`,
  path: `${path}[${index}].validFrom`,
});

// PT-3
export const tiersHaveOneDiscount: PriceCheck = ({ pointsDiscounts }) =>
  repetitions(pointsDiscounts, ({ tier }) => tier).map((index) => ({
    code: 'duplicate',
    rule: 'PT-3',
    detail: `${pointsDiscounts[index]?.tier ?? ''} has two discounts`,
    path: `pointsDiscounts[${index}].tier`,
  }));

/** A record holds less than a megabyte, and the price list travels as one. */
const mostCharacters = 800_000;

// CA-7
export const priceListFitsIntoARecord: PriceCheck = (prices) => {
  const characters = JSON.stringify(prices).length;
  return characters <= mostCharacters
    ? []
    : [
        {
          code: 'price-list-too-large',
          rule: 'CA-7',
          detail: `a price list takes at most ${mostCharacters} characters as JSON, not ${characters}`,
          path: '',
        },
      ];
};

export const priceChecks: readonly PriceCheck[] = [
  priceListFitsIntoARecord,
  pricedSkusExist,
  validityIsNotEmpty,
  validitiesDoNotOverlap,
  tiersHaveOneDiscount,
];
