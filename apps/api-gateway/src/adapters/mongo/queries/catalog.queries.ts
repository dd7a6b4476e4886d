import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

/** The read models of the catalog. */
export type CatalogKind = 'families' | 'products' | 'modules' | 'assortments' | 'prices';

/** More than a catalog holds of one kind: what is read at once is bounded all the same. */
const mostAtOnce = 1000;

/** Reads one kind of the catalog's items. */
export class CatalogQueries<Kind extends CatalogKind> {
  readonly #items: ReadModel<Kind>;

  constructor(connection: Connection, kind: Kind) {
    this.#items = new ReadModel(connection, kind);
  }

  async find(id: string): Promise<ReadModels[Kind] | undefined> {
    const [found] = await this.#read({ _id: id });
    return found;
  }

  /** All of the kind, by id; only those of `ids` if they are given. */
  async list(page: PageRequest, ids?: readonly string[]): Promise<Page<ReadModels[Kind]>> {
    const filter = (ids ? { _id: { $in: ids } } : {}) as mongo.Filter<ReadModelDocument<Kind>>;
    return pageOf(this.#items, filter, { _id: 1 }, page);
  }

  /** Those of `ids`, or the first 1000 of all, by id. */
  all(ids?: readonly string[]): Promise<readonly ReadModels[Kind][]> {
    return this.#read(ids ? { _id: { $in: ids } } : { _id: { $gt: '' } });
  }

  /** Of modules: those that go with one of the products. */
  ofProducts(productIds: readonly string[]): Promise<readonly ReadModels[Kind][]> {
    return this.#read({ products: { $in: productIds } });
  }

  async #read(filter: object): Promise<readonly ReadModels[Kind][]> {
    const documents = await this.#items.find(filter).sort({ _id: 1 }).limit(mostAtOnce).toArray();
    return documents.map(this.#items.stateOf);
  }
}
