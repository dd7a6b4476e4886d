import type { ChunkStores } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import type { Family, Product, ProductModule } from '../../domain/catalog-items.js';
import type { Assortment, PriceList } from '../../domain/offers.js';
import type { Published } from '../../domain/published.js';
import type { Company } from '../../domain/publishing-policies.js';
import {
  assortmentSchema,
  companySchema,
  familySchema,
  moduleSchema,
  pricesSchema,
  productSchema,
} from './catalog.schemas.js';
import { MongoPublications } from './mongo-publications.js';
import { SkuItems } from './sku-items.js';

/** Every collection of the catalog service. */
export class MongoCatalog {
  readonly families: MongoPublications<Published<Family>>;
  readonly products: MongoPublications<Published<Product>>;
  readonly modules: MongoPublications<Published<ProductModule>>;
  readonly assortments: MongoPublications<Published<Assortment>>;
  readonly prices: MongoPublications<Published<PriceList>>;
  readonly companies: MongoPublications<Company>;

  constructor(connection: Connection) {
    this.families = new MongoPublications(connection, 'Family', familySchema);
    this.products = new MongoPublications(connection, 'Product', productSchema);
    this.modules = new MongoPublications(connection, 'Module', moduleSchema);
    this.assortments = new MongoPublications(connection, 'Assortment', assortmentSchema);
    this.prices = new MongoPublications(connection, 'Prices', pricesSchema);
    this.companies = new MongoPublications(connection, 'Company', companySchema);
  }

  /** By the names that the needs of the handlers use; `skus` loads products and modules by the SKUs that name them. */
  get stores(): ChunkStores {
    return {
      companies: this.companies.store,
      families: this.families.store,
      products: this.products.store,
      modules: this.modules.store,
      assortments: this.assortments.store,
      prices: this.prices.store,
      skus: new SkuItems(this.products.store, this.modules.store),
    };
  }
}
