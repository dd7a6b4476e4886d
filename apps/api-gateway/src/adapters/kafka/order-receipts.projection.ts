import { Controller, Inject } from '@nestjs/common';
import { epochMs, idFor } from '@reservoir/kernel';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { type DataOf, licenseOrderReceipt, pointsOrderReceipt } from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

type Receipt = DataOf<typeof licenseOrderReceipt>;

const keepForMs = 90 * 86_400_000;

/** However often the same record is answered in the same way, that is one receipt to read: the latest. */
const receiptId = ({ eventId, partnerId, orderId, line, refundId, outcome }: Receipt): string =>
  idFor('receipt', eventId, partnerId, orderId, line, refundId ?? '', outcome);

const needs = (receipt: Receipt) => ({ 'order-receipts': [receiptId(receipt)] });

/** orders.receipts.v1 → order-receipts, kept for 90 days. */
@Controller()
export class OrderReceiptsProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(licenseOrderReceipt, needs)
  licenses(receipt: Receipt, context: RecordContext): void {
    this.#keep(receipt, context);
  }

  @Handles(pointsOrderReceipt, needs)
  points(receipt: Receipt, context: RecordContext): void {
    this.#keep(receipt, context);
  }

  #keep(receipt: Receipt, context: RecordContext): void {
    const at = context.record.time ?? context.now;
    const version = epochMs(at);
    const expiresAt = new Date(version + keepForMs);
    apply(this.stores['order-receipts'], context, {
      ...receipt,
      id: receiptId(receipt),
      version,
      at,
      expiresAt,
    });
  }
}
