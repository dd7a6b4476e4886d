import type { MoneyPrice, PointsPrice, Validity } from '@reservoir/catalog-rules';
import type { PriceList } from './offers.js';
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

// CA-7: from the first instant of a price on, there is one at every instant up to the last.
export const validitiesMeet: PriceCheck = ({ money, points }) => [
  ...misfits(money, 'money', moneyKey),
  ...misfits(points, 'points', pointsKey),
];

const moneyKey = ({ sku, term, tier, fromQuantity }: MoneyPrice): string =>
  `${sku} ${term} of ${tier ?? 'every tier'} from ${fromQuantity}`;
const pointsKey = ({ sku, term }: PointsPrice): string => `${sku} ${term}`;

function misfits<Price extends Validity>(
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
    if (end === undefined || end === validFrom) return [];
    return end === null || validFrom < end
      ? [wrongFrom('validity-overlap', path, index, `${key} has two prices at ${validFrom}`)]
      : [wrongFrom('validity-gap', path, index, `${key} has no price from ${end} to ${validFrom}`)];
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const laterEnd = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a > b ? a : b;

const wrongFrom = (code: string, path: string, index: number, detail: string): Violation => ({
  code,
  rule: 'CA-7',
  detail,
  path: `${path}[${index}].validFrom`,
});

// CA-7: every quantity has a price, so that the breaks of a tier begin at 1.
export const breaksBeginAtOne: PriceCheck = ({ money }) => {
  const keyOfBreaks = ({ sku, term, tier }: MoneyPrice): string =>
    `${sku} ${term} of ${tier ?? 'every tier'}`;
  const whole = new Set(money.filter(({ fromQuantity }) => fromQuantity === 1).map(keyOfBreaks));
  return money.flatMap((price, index) => {
    const key = keyOfBreaks(price);
    if (whole.has(key)) return [];
    whole.add(key); // told once
    return [
      {
        code: 'break-missing',
        rule: 'CA-7',
        detail: `${key} has no price from 1 licence on`,
        path: `money[${index}].fromQuantity`,
      },
    ];
  });
};

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
  validitiesMeet,
  breaksBeginAtOne,
  tiersHaveOneDiscount,
];
