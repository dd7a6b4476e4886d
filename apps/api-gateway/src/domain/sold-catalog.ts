import { itemIdOf, skuOf } from '@reservoir/catalog-rules';
import { type Caller, isOperator } from './caller.js';

/** What a distributor sells, as far as it decides what of the catalog its partners see (CA-6). */
export interface Sold {
  readonly offers: readonly { readonly sku: string; readonly terms: readonly string[] }[];
}

interface ProductChoices {
  readonly id: string;
  readonly terms: readonly string[];
  readonly protectionModels: readonly { readonly id: string }[];
}

interface ModulePlaces {
  readonly id: string;
  readonly includedIn: readonly {
    readonly product: string;
    readonly protectionModels?: readonly string[] | undefined;
  }[];
}

/**
 * Whose assortment decides what of the catalog a caller sees (CA-6): partners and customers see what their distributor
 * sells; distributors, who choose what to sell, and the operator see all: undefined.
 */
export const seesCatalogOf = (caller: Caller): string | undefined =>
  isOperator(caller) || caller.company === null || caller.company.type === 'distributor'
    ? undefined
    : caller.company.distributorId;

/** The ids of the products and modules that are sold. */
export const soldIds = ({ offers }: Sold): readonly string[] => [
  ...new Set(offers.map(({ sku }) => itemIdOf(sku))),
];

/** A product with the protection models and terms that are sold; nothing when none is. */
export function asSold<Product extends ProductChoices>(product: Product, sold: Sold): Product | undefined {
  const termsBySku = new Map(sold.offers.map(({ sku, terms }) => [sku, terms]));
  const models = product.protectionModels.filter(({ id }) => termsBySku.has(skuOf(product.id, id)));
  const skus = models.length > 0 ? models.map(({ id }) => skuOf(product.id, id)) : [product.id];
  const terms = new Set(skus.flatMap((sku) => termsBySku.get(sku) ?? []));
  if (terms.size === 0) return undefined;
  return {
    ...product,
    protectionModels: models,
    terms: product.terms.filter((term) => terms.has(term)),
  };
}

/** Whether a module is sold, or part of something that is. */
export const isSoldOrIncluded = ({ id, includedIn }: ModulePlaces, { offers }: Sold): boolean =>
  offers.some(({ sku }) => sku === id) ||
  includedIn.some(({ product, protectionModels }) =>
    offers.some(({ sku }) =>
      protectionModels === undefined
        ? itemIdOf(sku) === product
        : protectionModels.some((model) => sku === skuOf(product, model)),
    ),
  );
