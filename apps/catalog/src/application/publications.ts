import type { Family, Product, ProductModule } from '../domain/catalog-items.js';
import type { Assortment, PriceList } from '../domain/offers.js';
import type { Published } from '../domain/published.js';
import type { Company } from '../domain/publishing-policies.js';
import type { CatalogItems } from '../domain/skus.js';

/** What was published of one kind, as the unit of work has it by now. */
export interface Publications<Body> {
  find(id: string): Published<Body> | undefined;
  save(published: Published<Body>): void;
}

export type Families = Publications<Family>;
export type Products = Publications<Product>;
export type Modules = Publications<ProductModule>;
/** By distributor. */
export type Assortments = Publications<Assortment>;
/** By distributor. */
export type PriceLists = Publications<PriceList>;

/** The local copy of the companies. */
export interface Companies {
  find(id: string): Company | undefined;
  save(company: Company): void;
}

/** Products and modules together, as the checks look them up. */
export const itemsOf = (products: Products, modules: Modules): CatalogItems => ({
  product: (id) => products.find(id)?.body,
  module: (id) => modules.find(id)?.body,
});
