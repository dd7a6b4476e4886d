import type { Chunk } from '@reservoir/messaging';
import type {
  Assortments,
  Companies,
  Families,
  Modules,
  PriceLists,
  Products,
} from '../../application/publications.js';

/** Gives a collection bound to a unit of work. */
interface OfChunk<Port> {
  in(chunk: Chunk): Port;
}

/** Every collection of the catalog, each bound to a unit of work when it is needed. */
export interface CatalogOfChunk {
  readonly families: OfChunk<Families>;
  readonly products: OfChunk<Products>;
  readonly modules: OfChunk<Modules>;
  readonly assortments: OfChunk<Assortments>;
  readonly prices: OfChunk<PriceLists>;
  readonly companies: OfChunk<Companies>;
}

/** Injection token of `CatalogOfChunk`. */
export const CATALOG = Symbol('catalog');
