import type { Instant, Term } from '@reservoir/kernel';

/** What a distributor sells (CA-6). */
export interface Assortment {
  readonly distributorId: string;
  readonly offers: readonly { readonly sku: string; readonly terms: readonly Term[] }[];
}

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
export interface PriceList {
  readonly distributorId: string;
  readonly money: readonly MoneyPrice[];
  readonly points: readonly PointsPrice[];
  /** Discounts on points by tier, in basis points (PT-3). */
  readonly pointsDiscounts: readonly { readonly tier: string; readonly discountBp: number }[];
}
