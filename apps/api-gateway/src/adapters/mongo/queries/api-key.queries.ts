import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

type ApiKey = ReadModels['api-keys'];

/** Reads the API keys. */
export class ApiKeyQueries {
  readonly #keys: ReadModel<'api-keys'>;

  constructor(connection: Connection) {
    this.#keys = new ReadModel(connection, 'api-keys');
  }

  async find(id: string): Promise<ApiKey | undefined> {
    return this.#keys.one(id);
  }

  /** The keys of a company, the oldest first; those that are over are among them. */
  ofCompany(companyId: string, page: PageRequest): Promise<Page<ApiKey>> {
    return pageOf(this.#keys, { companyId }, { _id: 1 }, page);
  }
}
