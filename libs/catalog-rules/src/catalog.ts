import type { Term } from '@reservoir/kernel';

/** Who manages a product for the client (EN-1). */
export type ManagementModel = 'client' | 'delegated';

/** What the rules of configurations look at in a product (CA-1, CA-2). */
export interface CatalogProduct {
  readonly id: string;
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
export interface CatalogModule {
  readonly id: string;
  readonly kind: ModuleKind;
  /** Products that it may be added to. */
  readonly products: readonly string[];
  /** Only with one of these; with every product of `products` when empty. */
  readonly onlyWith: readonly WithProduct[];
  /** Already part of these. */
  readonly includedIn: readonly WithProduct[];
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
  readonly retired: boolean;
}

/** What a distributor sells (CA-6). */
export interface Offers {
  readonly offers: readonly { readonly sku: string; readonly terms: readonly Term[] }[];
}

/** What a product and its protection models give to a client's devices (CA-9). */
export interface ProductFeatures {
  readonly id: string;
  readonly features: readonly string[];
  readonly protectionModels: readonly { readonly id: string; readonly features: readonly string[] }[];
}

/** What a module gives to a client's devices, beside its rules (CA-9). */
export interface ModuleFeatures extends CatalogModule {
  readonly features: readonly string[];
}
