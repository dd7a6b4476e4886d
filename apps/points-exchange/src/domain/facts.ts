import type { Instant, Term } from '@reservoir/kernel';

/** What is known here of a company. */
export interface Company {
  readonly id: string;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly tier: string | null;
  /** Signed up to the MSSP points programme (PT-9). */
  readonly pointsProgramme: boolean;
  /** Ids of the companies above, the top first. */
  readonly ancestors: readonly string[];
  readonly distributorId: string;
  readonly version: number;
}

/** What a distributor sells (CA-6); `id` is the distributor's. */
export interface Assortment {
  readonly id: string;
  readonly offers: readonly { readonly sku: string; readonly terms: readonly Term[] }[];
  readonly version: number;
}

/** Points for one licence, from the first instant to just before the last one (CA-7). */
export interface PointsPrice {
  readonly sku: string;
  readonly term: Term;
  readonly points: number;
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
}

/** What a distributor asks in points (CA-7); `id` is the distributor's, `version` the rate version of PT-3. */
export interface PriceList {
  readonly id: string;
  readonly points: readonly PointsPrice[];
  /** In basis points, by tier. */
  readonly pointsDiscounts: readonly { readonly tier: string; readonly discountBp: number }[];
  readonly version: number;
}
