import type { Instant } from '@reservoir/kernel';
import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';
import type { CatalogKind } from './catalog.queries.js';

/** A version as it was published. */
export type CatalogVersion = ReadModels['catalog-versions'];

/** Reads the versions of the catalog's items. */
export class VersionQueries {
  readonly #versions: ReadModel<'catalog-versions'>;

  constructor(connection: Connection) {
    this.#versions = new ReadModel(connection, 'catalog-versions');
  }

  async find(kind: CatalogKind, itemId: string, number: number): Promise<CatalogVersion | undefined> {
    return this.#versions.one(`${kind}/${itemId}/${number}`);
  }

  /** The version that was the last published at an instant; undefined when it was not published yet. */
  async asOf(kind: CatalogKind, itemId: string, at: Instant): Promise<CatalogVersion | undefined> {
    const document = await this.#versions.findOne(
      { item: `${kind}/${itemId}`, publishedAt: { $lte: at } },
      { sort: { number: -1 } },
    );
    return document ? this.#versions.stateOf(document) : undefined;
  }

  /** The latest first. */
  of(kind: CatalogKind, itemId: string, page: PageRequest): Promise<Page<CatalogVersion>> {
    return pageOf(this.#versions, { item: `${kind}/${itemId}` }, { number: -1 }, page);
  }
}
