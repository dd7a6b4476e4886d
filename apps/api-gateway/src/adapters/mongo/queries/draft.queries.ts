import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { readModel, toState } from '../queryable.js';

/** Reads the drafts of the catalog. */
export class DraftQueries {
  readonly #drafts: mongo.Collection<ReadModelDocument<'catalog-drafts'>>;

  constructor(connection: Connection) {
    this.#drafts = readModel(connection, 'catalog-drafts');
  }

  /** @param id `products/endpoint-security` */
  async find(id: string): Promise<ReadModels['catalog-drafts'] | undefined> {
    const document = await this.#drafts.findOne({ _id: id });
    return document ? toState(document) : undefined;
  }
}
