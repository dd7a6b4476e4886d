import type { Term } from '@reservoir/kernel';
import type { Product, ProductModule } from './catalog-items.js';

/** What is in the catalog, by id. */
export interface CatalogItems {
  product(id: string): Product | undefined;
  module(id: string): ProductModule | undefined;
}

/**
 * The terms in which a SKU exists: those of its product, or for a module those of any product that it may be added to;
 * nothing when there is no such SKU. A product with protection models is a SKU only together with one of them (CA-3).
 */
export function termsOfSku(sku: string, items: CatalogItems): readonly Term[] | undefined {
  const [id = sku, protectionModel] = sku.split(':');
  const product = items.product(id);
  if (product) return isSold(product, protectionModel) ? product.terms : undefined;
  const module = items.module(id);
  if (!module || protectionModel !== undefined) return undefined;
  return module.products.flatMap((productId) => items.product(productId)?.terms ?? []);
}

const isSold = ({ protectionModels }: Product, protectionModel: string | undefined): boolean =>
  protectionModel === undefined
    ? protectionModels.length === 0
    : protectionModels.some(({ id }) => id === protectionModel);
