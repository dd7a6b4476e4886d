import type { Offers, Prices } from '@reservoir/catalog-rules';

/** What a distributor sells (CA-6). */
export interface Assortment extends Offers {
  readonly distributorId: string;
}

/** What a distributor asks, in money and in points (CA-7). */
export interface PriceList extends Prices {
  readonly distributorId: string;
}
