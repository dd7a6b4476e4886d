import { discountBpOf, pointsPriceOf, totalPoints } from '@reservoir/catalog-rules';
import { type Instant, type Result, type Term, err, ok, plusMs } from '@reservoir/kernel';
import type { Assortment, Company, PriceList, Retirement } from './facts.js';
import { type PointsRejected, pointsPriceMissing, skuNotSold, skuRetired } from './points.rejections.js';

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
  /** Of what is asked for; undefined while it is sold. */
  readonly retirement?: Retirement | undefined;
}

/** How long a quote stands (PT-3). */
export const quoteMs = 15 * 60_000;

/** Quotes a price to a partner: what its distributor sells (CA-6), at the price of this instant (CA-7), less its tier's discount (PT-3). */
export function quote(
  wish: QuoteWish,
  partner: Company,
  { assortment, prices, retirement }: Offers,
  now: Instant,
): Result<Quote, PointsRejected> {
  const { quoteId, sku, term, quantity } = wish;
  if (!isSold(assortment, sku, term)) return err(skuNotSold(sku, term));
  if (retirement && retirement.retiredAt <= now) return err(skuRetired(sku, retirement.retiredAt)); // CA-8
  const price = prices && pointsPriceOf(prices.points, wish, now);
  if (!prices || !price) return err(pointsPriceMissing(sku, term));
  const discountBp = discountBpOf(prices, partner.tier);
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
