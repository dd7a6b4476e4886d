import type { CatalogProduct, ModuleFeatures, Offers, ProductFeatures } from '@reservoir/catalog-rules';
import type { RecoveryPolicy } from './recovery/recovery-policy.js';

/** What this service must know of a company (CO-1). `version` is the fact's sequence. */
export interface Company {
  readonly id: string;
  readonly version: number;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly parentId: string | null;
  /** A partner's price level (CA-7). */
  readonly tier: string | null;
  /** The distributor at the top. */
  readonly distributorId: string;
  /** Marked itself, or below a company that is marked recursively (CO-6). */
  readonly suspended: boolean;
}

/** A product and its choices (CA-1, CA-2). */
export interface Product extends CatalogProduct {
  readonly version: number;
  readonly familyId: string;
  /** What it gives to the client's devices, by itself and with each protection model (EN-3). */
  readonly features: readonly string[];
  readonly protectionModelFeatures: ProductFeatures['protectionModels'];
  readonly trialPolicy: TrialPolicy;
  /** Also for its modules (PO-8). */
  readonly recoveryPolicy: RecoveryPolicy;
}

/** Whether a product may be tried, and for how many days at first (CT-14). */
export interface TrialPolicy {
  readonly allowed: boolean;
  readonly days: number;
}

/** An add-on or a managed service with its compatibility rules (CA-4). */
export interface Module extends ModuleFeatures {
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
