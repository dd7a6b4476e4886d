import type { Chunk, ChunkStores } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import { type Tree, lineOf } from '../../application/companies.js';
import type { OpenOf, TopOf } from '../../application/needs.js';
import type { Assortment } from '../../domain/transfer-policies.js';
import type { TransferRequest } from '../../domain/transfer-request.js';
import { Followed } from './followed.js';
import { Lines } from './lines.js';
import { type MongoCompanies, aggregatesOf, boundTo } from './mongo-companies.js';
import { assortmentSchema, transferRequestSchema } from './transfer.schemas.js';

/** The tree of companies in MongoDB, with their transfer requests and what distributors sell. */
export class MongoTree {
  readonly #requests: Followed<TransferRequest, OpenOf>;
  readonly #assortments: Followed<Assortment, TopOf>;

  constructor(
    connection: Connection,
    private readonly companies: MongoCompanies,
  ) {
    const { store } = companies;
    this.#requests = new Followed(
      aggregatesOf<TransferRequest>(connection, 'TransferRequest', transferRequestSchema),
      (chunk, { openOf }) => store.find(chunk, openOf)?.branch.transferId,
    );
    this.#assortments = new Followed(
      aggregatesOf<Assortment>(connection, 'Assortment', assortmentSchema),
      (chunk, { topOf }) => lineOf(companies.in(chunk), topOf).at(-1)?.id,
    );
  }

  /** In the order in which they load: what others follow comes first. */
  get stores(): ChunkStores {
    return {
      companies: this.companies.store,
      lines: new Lines(this.companies.store),
      requests: this.#requests,
      assortments: this.#assortments,
    };
  }

  /** What the chunk has loaded. */
  in(chunk: Chunk): Tree {
    return {
      companies: this.companies.in(chunk),
      requests: boundTo(this.#requests.aggregates, chunk),
      assortments: boundTo(this.#assortments.aggregates, chunk),
    };
  }
}
