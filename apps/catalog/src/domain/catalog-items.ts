import type { Term } from '@reservoir/kernel';

/** Products of one kind (CA-1). */
export interface Family {
  readonly id: string;
  readonly name: string;
}

export type ProductType = 'endpoint-security' | 'edr-standalone';

/** A version of a core product (CA-2). */
export interface ProtectionModel {
  readonly id: string;
  readonly name: string;
  readonly features: readonly string[];
}

/** What comes back when licences are recovered up to a day of the term; a null day is the rest of it (PO-8). */
export interface RecoveryStep {
  readonly untilDay: number | null;
  readonly mode: 'full' | 'prorated' | 'none';
}

/** A product with all its choices (CA-1, CA-2). */
export interface Product {
  readonly id: string;
  readonly familyId: string;
  readonly name: string;
  readonly productType: ProductType;
  readonly terms: readonly Term[];
  readonly managementModels: readonly ('client' | 'delegated')[];
  readonly protectionModels: readonly ProtectionModel[];
  readonly features: readonly string[];
  readonly trialPolicy: { readonly allowed: boolean; readonly days: number };
  readonly recoveryPolicy: readonly RecoveryStep[];
  readonly retired: boolean;
}

/** A product of a compatibility rule, narrowed to some of its protection models where they are named. */
export interface WithProduct {
  readonly product: string;
  readonly protectionModels?: readonly string[] | undefined;
}

/** An add-on or a managed service, with its compatibility rules (CA-4). */
export interface ProductModule {
  readonly id: string;
  readonly name: string;
  readonly kind: 'add-on' | 'managed-service';
  /** Products that it may be added to. */
  readonly products: readonly string[];
  /** Only with these, when there are any. */
  readonly onlyWith: readonly WithProduct[];
  /** Already part of these. */
  readonly includedIn: readonly WithProduct[];
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
  readonly features: readonly string[];
  readonly retired: boolean;
}

/** The kinds of the platform's own catalog. */
export type ItemKind = 'families' | 'products' | 'modules';

/** What is published of each kind. */
export interface BodyOf {
  readonly families: Family;
  readonly products: Product;
  readonly modules: ProductModule;
}

/** What a draft says of each kind: retirement is a step of its own (CA-8). */
export interface DraftBodyOf {
  readonly families: Family;
  readonly products: Omit<Product, 'retired'>;
  readonly modules: Omit<ProductModule, 'retired'>;
}

/** Ids of the products and modules that a module's rules name. */
export const idsNamedBy = ({
  products,
  onlyWith,
  includedIn,
  requires,
}: Pick<ProductModule, 'products' | 'onlyWith' | 'includedIn' | 'requires'>): {
  readonly products: readonly string[];
  readonly modules: readonly string[];
} => ({
  products: [...new Set([...products, ...[...onlyWith, ...includedIn].map(({ product }) => product)])],
  modules: requires,
});
