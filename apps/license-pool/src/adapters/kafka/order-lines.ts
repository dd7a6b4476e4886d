import { hash } from 'node:crypto';
import { idFor } from '@reservoir/kernel';
import type { DataOf, licensePurchased, licenseRefunded } from '@reservoir/messages';

const lotIds = new WeakMap<object, string>();

/** The lot of an order line: the same for the same line, always (PO-3). Asked twice per record, it is made once. */
export function lotIdOf(line: { readonly orderId: string; readonly line: string }): string {
  const known = lotIds.get(line);
  if (known !== undefined) return known;
  const lotId = idFor('purchase', line.orderId, line.line);
  lotIds.set(line, lotId);
  return lotId;
}

/** The same for the same content of an order line, however its record was written (PO-3). */
export const purchaseHashOf = (data: DataOf<typeof licensePurchased>): string =>
  hashOf([
    data.orderId,
    data.line,
    data.distributorId,
    data.partnerId,
    data.sku,
    data.term,
    data.quantity,
    data.unitPrice?.currency,
    data.unitPrice?.amountMinor,
    data.purchasedAt,
  ]);

/** The same for the same content of a refund (PO-10). */
export const refundHashOf = (data: DataOf<typeof licenseRefunded>): string =>
  hashOf([data.refundId, data.orderId, data.line, data.partnerId, data.quantity, data.reason]);

const hashOf = (fields: readonly (string | number | undefined)[]): string =>
  hash('sha256', JSON.stringify(fields), 'base64url');
