import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel, toState } from '../queryable.js';

type TransferRequest = ReadModels['transfer-requests'];

const latestFirst = { requestedAt: -1, _id: -1 } as const;

/** Reads transfer requests (CO-3). */
export class TransferQueries {
  readonly #requests: mongo.Collection<ReadModelDocument<'transfer-requests'>>;

  constructor(connection: Connection) {
    this.#requests = readModel(connection, 'transfer-requests');
  }

  async find(id: string): Promise<TransferRequest | undefined> {
    const document = await this.#requests.findOne({ _id: id });
    return document ? toState(document) : undefined;
  }

  /** Those that a company makes, or that are made to it or to leave it; the latest first. */
  of(companyId: string, page: PageRequest): Promise<Page<TransferRequest>> {
    return pageOf(this.#requests, { parties: companyId }, latestFirst, page);
  }
}
