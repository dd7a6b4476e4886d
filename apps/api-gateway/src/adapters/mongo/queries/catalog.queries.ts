import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel, toState } from '../queryable.js';

/** The read models of the catalog. */
export type CatalogKind = 'families' | 'products' | 'modules' | 'assortments' | 'prices';

/** Reads one kind of the catalog's items. */
export class CatalogQueries<Kind extends CatalogKind> {
  readonly #items: mongo.Collection<ReadModelDocument<Kind>>;

  constructor(connection: Connection, kind: Kind) {
    this.#items = readModel(connection, kind);
  }

  async find(id: string): Promise<ReadModels[Kind] | undefined> {
    const document = await this.#items.findOne({ _id: id } as mongo.Filter<ReadModelDocument<Kind>>);
    return document
      ? (toState(document as ReadModelDocument<Kind>) as unknown as ReadModels[Kind])
      : undefined;
  }

  /** All of the kind, by id; only those of `ids` if they are given. */
  async list(page: PageRequest, ids?: readonly string[]): Promise<Page<ReadModels[Kind]>> {
    const filter = (ids ? { _id: { $in: ids } } : {}) as mongo.Filter<ReadModelDocument<Kind>>;
    return (await pageOf(this.#items, filter, { _id: 1 }, page)) as unknown as Page<ReadModels[Kind]>;
  }
}
