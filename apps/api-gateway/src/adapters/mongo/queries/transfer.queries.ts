import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

type TransferRequest = ReadModels['transfer-requests'];

const latestFirst = { requestedAt: -1, _id: -1 } as const;

/** Reads transfer requests (CO-3). */
export class TransferQueries {
  readonly #requests: ReadModel<'transfer-requests'>;

  constructor(connection: Connection) {
    this.#requests = new ReadModel(connection, 'transfer-requests');
  }

  async find(id: string): Promise<TransferRequest | undefined> {
    return this.#requests.one(id);
  }

  /** Those that a company makes, or that are made to it or to leave it; the latest first. */
  of(companyId: string, page: PageRequest): Promise<Page<TransferRequest>> {
    return pageOf(this.#requests, { parties: companyId }, latestFirst, page);
  }
}
