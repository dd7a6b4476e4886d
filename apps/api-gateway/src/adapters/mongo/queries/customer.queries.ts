import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel } from '../queryable.js';

/** Reads what a customer has. */
export class CustomerQueries {
  readonly #services: mongo.Collection<ReadModelDocument<'services'>>;
  readonly #entitlements: mongo.Collection<ReadModelDocument<'entitlements'>>;

  constructor(connection: Connection) {
    this.#services = readModel(connection, 'services');
    this.#entitlements = readModel(connection, 'entitlements');
  }

  services(customerId: string, page: PageRequest): Promise<Page<ReadModels['services']>> {
    return pageOf(this.#services, { customerId }, { _id: 1 }, page);
  }

  entitlements(customerId: string, page: PageRequest): Promise<Page<ReadModels['entitlements']>> {
    return pageOf(this.#entitlements, { customerId }, { _id: 1 }, page);
  }

  /** Every SKU that the customer was, is or will be entitled to; 1000 at most. */
  async entitledSkus(
    customerId: string,
  ): Promise<readonly Pick<ReadModels['entitlements'], 'sku' | 'timeline'>[]> {
    const found = await this.#entitlements
      .find({ customerId }, { projection: { sku: 1, timeline: 1 } })
      .limit(1000)
      .toArray();
    return found.map(({ sku, timeline }) => ({ sku, timeline }));
  }
}
