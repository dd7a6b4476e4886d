import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel, toState } from '../queryable.js';

type ApiKey = ReadModels['api-keys'];

/** Reads the API keys. */
export class ApiKeyQueries {
  readonly #keys: mongo.Collection<ReadModelDocument<'api-keys'>>;

  constructor(connection: Connection) {
    this.#keys = readModel(connection, 'api-keys');
  }

  async find(id: string): Promise<ApiKey | undefined> {
    const document = await this.#keys.findOne({ _id: id });
    return document ? toState(document) : undefined;
  }

  /** The keys of a company, the oldest first; those that are over are among them. */
  ofCompany(companyId: string, page: PageRequest): Promise<Page<ApiKey>> {
    return pageOf(this.#keys, { companyId }, { _id: 1 }, page);
  }
}
