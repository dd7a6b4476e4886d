import { type Instant, type Result, type Term, err, ok, plusMs } from '@reservoir/kernel';
import type { Assortment, Company, PointsPrice, PriceList } from './facts.js';
import { type PointsRejected, pointsPriceMissing, skuNotSold } from './points.rejections.js';

/** A price in points that stands for 15 minutes (PT-3). */
export interface Quote {
  readonly id: string;
  readonly partnerId: string;
  /** The partner's distributor when it was issued: whose price it is. */
  readonly distributorId: string;
  readonly sku: string;
  readonly term: Term;
  readonly quantity: number;
  readonly pointsPerLicense: number;
  readonly discountBp: number;
  /** The version of the price list. */
  readonly rateVersion: number;
  readonly totalPoints: number;
  readonly issuedAt: Instant;
  /** Over at this instant itself. */
  readonly expiresAt: Instant;
  readonly state: 'open' | 'accepted';
  readonly version: number;
}

/** What a partner wants to know the price of. */
export interface QuoteWish {
  readonly quoteId: string;
  readonly sku: string;
  readonly term: Term;
  readonly quantity: number;
}

/** The assortment and prices of the partner's distributor, as far as they are known. */
export interface Offers {
  readonly assortment: Assortment | undefined;
  readonly prices: PriceList | undefined;
}

/** How long a quote stands (PT-3). */
export const quoteMs = 15 * 60_000;

const wholeBp = 10_000n;

/** PT-3: ⌈points × quantity × (10000 − discountBp) ÷ 10000⌉, exact beyond 2^53. */
export const totalPoints = (points: number, quantity: number, discountBp: number): number =>
  Number((BigInt(points) * BigInt(quantity) * (wholeBp - BigInt(discountBp)) + wholeBp - 1n) / wholeBp);

/** Quotes a price to a partner: what its distributor sells (CA-6), at the price of this instant (CA-7), less its tier's discount. */
export function quote(
  wish: QuoteWish,
  partner: Company,
  { assortment, prices }: Offers,
  now: Instant,
): Result<Quote, PointsRejected> {
  const { quoteId, sku, term, quantity } = wish;
  if (!isSold(assortment, sku, term)) return err(skuNotSold(sku, term));
  const price = prices?.points.find((one) => one.sku === sku && one.term === term && holds(one, now));
  if (!prices || !price) return err(pointsPriceMissing(sku, term));
  const discountBp = discountOf(prices, partner.tier);
  return ok({
    id: quoteId,
    partnerId: partner.id,
    distributorId: partner.distributorId,
    sku,
    term,
    quantity,
    pointsPerLicense: price.points,
    discountBp,
    rateVersion: prices.version,
    totalPoints: totalPoints(price.points, quantity, discountBp),
    issuedAt: now,
    expiresAt: plusMs(now, quoteMs),
    state: 'open',
    version: 1,
  });
}

const isSold = (assortment: Assortment | undefined, sku: string, term: Term): boolean =>
  assortment?.offers.some((offer) => offer.sku === sku && offer.terms.includes(term)) ?? false;

const holds = ({ validFrom, validUntil }: PointsPrice, now: Instant): boolean =>
  validFrom <= now && (validUntil === null || now < validUntil);

const discountOf = ({ pointsDiscounts }: PriceList, tier: string | null): number =>
  pointsDiscounts.find((discount) => discount.tier === tier)?.discountBp ?? 0;
