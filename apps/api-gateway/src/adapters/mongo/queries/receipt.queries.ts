import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel } from '../queryable.js';

/** Reads the receipts of order lines. */
export class ReceiptQueries {
  readonly #receipts: mongo.Collection<ReadModelDocument<'order-receipts'>>;

  constructor(connection: Connection) {
    this.#receipts = readModel(connection, 'order-receipts');
  }

  /** The receipts of a partner, of one order if it is named, the latest first. */
  ofPartner(
    partnerId: string,
    orderId: string | undefined,
    page: PageRequest,
  ): Promise<Page<ReadModels['order-receipts']>> {
    const filter = { partnerId, ...(orderId !== undefined && { orderId }) };
    return pageOf(this.#receipts, filter, { at: -1, _id: -1 }, page);
  }
}
