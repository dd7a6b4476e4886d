import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel, toState } from '../queryable.js';

/** Reads pools and lots. */
export class PoolQueries {
  readonly #pools: mongo.Collection<ReadModelDocument<'pools'>>;
  readonly #lots: mongo.Collection<ReadModelDocument<'lots'>>;

  constructor(connection: Connection) {
    this.#pools = readModel(connection, 'pools');
    this.#lots = readModel(connection, 'lots');
  }

  /** @param id `partner:sku:term`. */
  async find(id: string): Promise<ReadModels['pools'] | undefined> {
    const document = await this.#pools.findOne({ _id: id });
    return document ? toState(document) : undefined;
  }

  ofPartner(partnerId: string, page: PageRequest): Promise<Page<ReadModels['pools']>> {
    return pageOf(this.#pools, { partnerId }, { _id: 1 }, page);
  }

  lots(poolId: string, page: PageRequest): Promise<Page<ReadModels['lots']>> {
    return pageOf(this.#lots, { poolId }, { _id: 1 }, page);
  }
}
