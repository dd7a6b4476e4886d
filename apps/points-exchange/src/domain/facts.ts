import type { Offers, Prices } from '@reservoir/catalog-rules';
import type { Instant } from '@reservoir/kernel';

/** What is known here of a company. */
export interface Company {
  readonly id: string;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly tier: string | null;
  /** Signed up to the MSSP points programme (PT-9). */
  readonly pointsProgramme: boolean;
  /** Of a partner (PT-9). */
  readonly vendorAccount: 'watchguard' | 'panda-migrated' | 'panda' | null;
  /** Marked itself, or under a company that is marked recursively (CO-6). */
  readonly suspended: boolean;
  /** Ids of the companies above, the top first. */
  readonly ancestors: readonly string[];
  readonly distributorId: string;
  readonly version: number;
}

/** What a distributor sells (CA-6); `id` is the distributor's. */
export interface Assortment extends Offers {
  readonly id: string;
  readonly version: number;
}

/** Since when a product or module is sold no longer (CA-8). */
export interface Retirement {
  readonly id: string;
  readonly retiredAt: Instant;
  readonly version: number;
}

/** What a distributor asks in points (CA-7); `id` is the distributor's, `version` the rate version of PT-3. */
export interface PriceList extends Pick<Prices, 'points' | 'pointsDiscounts'> {
  readonly id: string;
  readonly version: number;
}
