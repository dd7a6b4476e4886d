import type { Term } from '@reservoir/kernel';

/** Who manages the product for the client (EN-1). */
export type ManagementModel = 'client' | 'delegated';

/** What this service must know of a company (CO-1). `version` is the fact's sequence. */
export interface Company {
  readonly id: string;
  readonly version: number;
  readonly type: 'distributor' | 'partner' | 'customer';
  readonly parentId: string | null;
  /** The distributor at the top. */
  readonly distributorId: string;
}

/** A product and its choices (CA-1, CA-2). */
export interface Product {
  readonly id: string;
  readonly version: number;
  readonly familyId: string;
  readonly terms: readonly Term[];
  readonly managementModels: readonly ManagementModel[];
  /** Ids of the protection models; empty where the product has none. */
  readonly protectionModels: readonly string[];
  readonly retired: boolean;
}

/** A product, narrowed to protection models where they are named (CA-4). */
export interface WithProduct {
  readonly product: string;
  readonly protectionModels?: readonly string[] | undefined;
}

export type ModuleKind = 'add-on' | 'managed-service';

/** An add-on or a managed service with its compatibility rules (CA-4). */
export interface Module {
  readonly id: string;
  readonly version: number;
  readonly kind: ModuleKind;
  readonly products: readonly string[];
  /** Only with one of these; with every product of `products` when empty. */
  readonly onlyWith: readonly WithProduct[];
  readonly includedIn: readonly WithProduct[];
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
  readonly retired: boolean;
}

/** What a distributor sells (CA-6); the id is the distributor's. */
export interface Assortment {
  readonly id: string;
  readonly version: number;
  readonly offers: readonly { readonly sku: string; readonly terms: readonly Term[] }[];
}

/** That a distributor has a price list, and which version of it (CA-7); the id is the distributor's. */
export interface PriceList {
  readonly id: string;
  readonly version: number;
}

/** What a pool counts: a product with its protection model, or a module. */
export const skuOf = (product: string, protectionModel: string | null | undefined): string =>
  protectionModel ? `${product}:${protectionModel}` : product;
