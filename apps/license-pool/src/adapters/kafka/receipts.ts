import type { Refusal } from '@reservoir/kernel';
import { type DataOf, licenseOrderReceipt } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import { refusalDataOf } from './refusals.js';

type Receipt = DataOf<typeof licenseOrderReceipt>;

/** The order line that a receipt is about. */
type OrderLine = Pick<Receipt, 'orderId' | 'line' | 'partnerId'> & { readonly refundId?: string };

/** An event id as long as a receipt holds it. */
const longestEventId = 256;

/** Says that the line was credited, or refunded, now or before. */
export function acknowledge(
  context: RecordContext,
  line: OrderLine,
  outcome: 'accepted' | 'duplicate',
  credited: Pick<Receipt, 'lotId' | 'quantity'>,
): void {
  publish(context, line, { outcome, lotId: credited.lotId, quantity: credited.quantity, reason: null });
}

/** Says that nothing was credited or refunded, and why. */
export function refuse(context: RecordContext, line: OrderLine, refusal: Refusal): void {
  publish(context, line, { outcome: 'refused', lotId: null, quantity: 0, reason: refusalDataOf(refusal) });
}

function publish(
  context: RecordContext,
  { orderId, line, partnerId, refundId }: OrderLine,
  result: Pick<Receipt, 'outcome' | 'lotId' | 'quantity' | 'reason'>,
): void {
  context.publish(licenseOrderReceipt, {
    eventId: context.record.id.slice(0, longestEventId),
    orderId,
    line,
    refundId: refundId ?? null,
    partnerId,
    outcome: result.outcome,
    lotId: result.lotId,
    quantity: result.quantity,
    reason: result.reason,
  });
}
