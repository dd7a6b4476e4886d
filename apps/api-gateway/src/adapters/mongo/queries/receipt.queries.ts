import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

/** Reads the receipts of order lines. */
export class ReceiptQueries {
  readonly #receipts: ReadModel<'order-receipts'>;

  constructor(connection: Connection) {
    this.#receipts = new ReadModel(connection, 'order-receipts');
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
