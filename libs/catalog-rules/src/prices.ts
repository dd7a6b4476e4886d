import type { Instant, Term } from '@reservoir/kernel';

/** When a price holds: from the first instant to just before the last one; null is for good. */
export interface Validity {
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
}

/** Money for one licence (CA-7). */
export interface MoneyPrice extends Validity {
  readonly sku: string;
  readonly term: Term;
  /** Null: for every tier that has no price of its own. */
  readonly tier: string | null;
  readonly fromQuantity: number;
  readonly unitPrice: { readonly currency: string; readonly amountMinor: number };
}

/** Points for one licence (CA-7). */
export interface PointsPrice extends Validity {
  readonly sku: string;
  readonly term: Term;
  readonly points: number;
}

/** What a distributor asks, in money and in points (CA-7). */
export interface Prices {
  readonly money: readonly MoneyPrice[];
  readonly points: readonly PointsPrice[];
  /** Discounts on points by tier, in basis points (PT-3). */
  readonly pointsDiscounts: readonly { readonly tier: string; readonly discountBp: number }[];
}

/** Licences of one SKU and term. */
export interface Draw {
  readonly sku: string;
  readonly term: Term;
  readonly quantity: number;
}

/** Whether a price holds at an instant; it is over at the end of its validity itself (CA-7). */
export const holdsAt = ({ validFrom, validUntil }: Validity, now: Instant): boolean =>
  validFrom <= now && (validUntil === null || now < validUntil);

/**
 * The money price of one licence (CA-7): of the tier if it has a price of its own, else that for every tier; of the highest
 * quantity break that the quantity reaches.
 */
export function moneyPriceOf(
  prices: readonly MoneyPrice[],
  { sku, term, quantity }: Draw,
  tier: string | null,
  now: Instant,
): MoneyPrice | undefined {
  const holding = prices.filter((price) => price.sku === sku && price.term === term && holdsAt(price, now));
  const own = holding.filter((price) => price.tier === tier);
  const asked = own.length > 0 ? own : holding.filter((price) => price.tier === null);
  return asked
    .filter(({ fromQuantity }) => fromQuantity <= quantity)
    .reduce<MoneyPrice | undefined>(
      (best, price) => (best && best.fromQuantity >= price.fromQuantity ? best : price),
      undefined,
    );
}

/** The points price of one licence (CA-7); it has no tiers. */
export const pointsPriceOf = (
  prices: readonly PointsPrice[],
  { sku, term }: Pick<Draw, 'sku' | 'term'>,
  now: Instant,
): PointsPrice | undefined =>
  prices.find((price) => price.sku === sku && price.term === term && holdsAt(price, now));

/** The discount on points of a tier, in basis points; 0 for a tier without one (PT-3). */
export const discountBpOf = (
  { pointsDiscounts }: Pick<Prices, 'pointsDiscounts'>,
  tier: string | null,
): number => pointsDiscounts.find((discount) => discount.tier === tier)?.discountBp ?? 0;

const wholeBp = 10_000n;

/** PT-3: ⌈points × quantity × (10000 − discountBp) ÷ 10000⌉, exact beyond 2^53. */
export const totalPoints = (points: number, quantity: number, discountBp: number): number =>
  Number((BigInt(points) * BigInt(quantity) * (wholeBp - BigInt(discountBp)) + wholeBp - 1n) / wholeBp);

/** What licences cost, SKU by SKU and in all; `unpriced` names the SKUs that have no price now. */
export interface Priced<Line, Total> {
  readonly lines: readonly Line[];
  readonly totals: Total;
  readonly unpriced: readonly string[];
}

interface Amount {
  readonly currency: string;
  readonly amountMinor: number;
}

export type MoneyLine = Draw & {
  readonly tier: string | null;
  readonly fromQuantity: number;
  readonly unitPrice: Amount;
  readonly amountMinor: number;
};

/** The price of licences in money, in minor units (CA-5, CA-7); a total for each currency. */
export function priceInMoney(
  draws: readonly Draw[],
  { money }: Pick<Prices, 'money'>,
  tier: string | null,
  now: Instant,
): Priced<MoneyLine, readonly Amount[]> {
  const found = draws.map((draw) => ({ draw, price: moneyPriceOf(money, draw, tier, now) }));
  const lines = found.flatMap(({ draw, price }): MoneyLine[] => (price ? [moneyLine(draw, price)] : []));
  const currencies = [...new Set(lines.map(({ unitPrice }) => unitPrice.currency))].sort();
  const totals = currencies.map((currency) => ({
    currency,
    amountMinor: sum(
      lines.filter((line) => line.unitPrice.currency === currency).map(({ amountMinor }) => amountMinor),
    ),
  }));
  return { lines, totals, unpriced: found.flatMap(({ draw, price }) => (price ? [] : [draw.sku])) };
}

const moneyLine = (draw: Draw, { tier, fromQuantity, unitPrice }: MoneyPrice): MoneyLine => ({
  ...draw,
  tier,
  fromQuantity,
  unitPrice,
  amountMinor: Number(BigInt(unitPrice.amountMinor) * BigInt(draw.quantity)),
});

export type PointsLine = Draw & { readonly pointsPerLicense: number; readonly points: number };

/** The price of licences in points (CA-5): each SKU is an exchange of its own, less the tier's discount (PT-3). */
export function priceInPoints(
  draws: readonly Draw[],
  prices: Pick<Prices, 'points' | 'pointsDiscounts'>,
  tier: string | null,
  now: Instant,
): Priced<PointsLine, number> {
  const discountBp = discountBpOf(prices, tier);
  const found = draws.map((draw) => ({ draw, price: pointsPriceOf(prices.points, draw, now) }));
  const lines = found.flatMap(({ draw, price }): PointsLine[] =>
    price
      ? [
          {
            ...draw,
            pointsPerLicense: price.points,
            points: totalPoints(price.points, draw.quantity, discountBp),
          },
        ]
      : [],
  );
  return {
    lines,
    totals: sum(lines.map(({ points }) => points)),
    unpriced: found.flatMap(({ draw, price }) => (price ? [] : [draw.sku])),
  };
}

const sum = (numbers: readonly number[]): number =>
  Number(numbers.reduce((total, number) => total + BigInt(number), 0n));
