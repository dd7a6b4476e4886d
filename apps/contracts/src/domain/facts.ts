import type { CatalogModule, CatalogProduct, Offers } from '@reservoir/catalog-rules';

/** What this service must know of a company (CO-1). `version` is the fact's sequence. */
export interface Company {
  readonly id: string;
  readonly version: number;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly parentId: string | null;
  /** The distributor at the top. */
  readonly distributorId: string;
  /** Marked itself, or below a company that is marked recursively (CO-6). */
  readonly suspended: boolean;
}

/** A product and its choices (CA-1, CA-2). */
export interface Product extends CatalogProduct {
  readonly version: number;
  readonly familyId: string;
}

/** An add-on or a managed service with its compatibility rules (CA-4). */
export interface Module extends CatalogModule {
  readonly version: number;
}

/** What a distributor sells (CA-6); the id is the distributor's. */
export interface Assortment extends Offers {
  readonly id: string;
  readonly version: number;
}

/** That a distributor has a price list, and which version of it (CA-7); the id is the distributor's. */
export interface PriceList {
  readonly id: string;
  readonly version: number;
}
