import { Aggregates, type Chunk, type ChunkStores, type Versioned } from '@reservoir/messaging';
import type { Connection, Schema } from 'mongoose';
import type { CatalogPorts } from '../../application/publications.js';
import type { Family, Product, ProductModule } from '../../domain/catalog-items.js';
import type { Draft } from '../../domain/draft.js';
import type { Assortment, PriceList } from '../../domain/offers.js';
import type { Published, VersionRecord } from '../../domain/published.js';
import type { Company } from '../../domain/publishing-policies.js';
import * as schemas from './catalog.schemas.js';
import { DraftSurroundings } from './draft-surroundings.js';
import { OfferReferences } from './offer-references.js';
import { SkuItems } from './sku-items.js';

/** Every collection of the catalog service. */
export class MongoCatalog {
  readonly #families: Aggregates<Published<Family>>;
  readonly #products: Aggregates<Published<Product>>;
  readonly #modules: Aggregates<Published<ProductModule>>;
  readonly #assortments: Aggregates<Published<Assortment>>;
  readonly #prices: Aggregates<Published<PriceList>>;
  readonly #companies: Aggregates<Company>;
  readonly #drafts: Aggregates<Draft>;
  readonly #versions: Aggregates<VersionRecord>;
  readonly #references: OfferReferences;

  constructor(connection: Connection) {
    const store = <State extends Versioned>(model: string, schema: Schema): Aggregates<State> =>
      new Aggregates(connection.model(model, schema));
    this.#families = store('Family', schemas.familySchema);
    this.#products = store('Product', schemas.productSchema);
    this.#modules = store('Module', schemas.moduleSchema);
    this.#assortments = store('Assortment', schemas.assortmentSchema);
    this.#prices = store('Prices', schemas.pricesSchema);
    this.#companies = store('Company', schemas.companySchema);
    this.#drafts = store('Draft', schemas.draftSchema);
    this.#versions = store('Version', schemas.versionSchema);
    this.#references = new OfferReferences(this.#assortments, this.#prices);
  }

  /**
   * By the names that the needs of the handlers use; `skus` loads products and modules by the SKUs that name them,
   * `drafting` a draft with all that it is judged by.
   */
  get stores(): ChunkStores {
    const items = { families: this.#families, products: this.#products, modules: this.#modules };
    return {
      companies: this.#companies,
      ...items,
      assortments: this.#assortments,
      prices: this.#prices,
      drafts: this.#drafts,
      versions: this.#versions,
      skus: new SkuItems(this.#products, this.#modules),
      drafting: new DraftSurroundings({ ...items, drafts: this.#drafts }, this.#references),
    };
  }

  /** What the chunk has loaded. */
  in(chunk: Chunk): CatalogPorts {
    return {
      families: bound(this.#families, chunk),
      products: bound(this.#products, chunk),
      modules: bound(this.#modules, chunk),
      assortments: bound(this.#assortments, chunk),
      prices: bound(this.#prices, chunk),
      companies: bound(this.#companies, chunk),
      drafts: bound(this.#drafts, chunk),
      versions: bound(this.#versions, chunk),
      references: {
        modulesNaming: (id) =>
          this.#modules.loaded(chunk).flatMap(({ body, refersTo }) => (refersTo?.includes(id) ? body : [])),
        offersOf: (id) => this.#references.find(chunk, id),
      },
    };
  }
}

const bound = <State extends Versioned>(store: Aggregates<State>, chunk: Chunk) => ({
  find: (id: string): State | undefined => store.find(chunk, id),
  save: (state: State): void => store.put(chunk, state),
});
