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
}
