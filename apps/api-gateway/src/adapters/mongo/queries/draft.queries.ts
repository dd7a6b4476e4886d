import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import { ReadModel } from '../read-model.js';

/** Reads the drafts of the catalog. */
export class DraftQueries {
  readonly #drafts: ReadModel<'catalog-drafts'>;

  constructor(connection: Connection) {
    this.#drafts = new ReadModel(connection, 'catalog-drafts');
  }

  /** @param id `products/endpoint-security` */
  async find(id: string): Promise<ReadModels['catalog-drafts'] | undefined> {
    return this.#drafts.one(id);
  }
}
