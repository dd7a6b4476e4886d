import type { Instant, Refusal } from '@reservoir/kernel';
import type { LicensesRefunded, PoolRanLow } from '../domain/license-pool.events.js';
import { refundChanged, unknownOrderLine } from '../domain/license-pool.rejections.js';
import { type RefundLicenses, refund } from '../domain/refund.js';
import type { Collections } from './collections.js';
import { keepStock } from './stock.js';

/** Licences of an order line are to go back (PO-10). */
export interface RefundPurchase extends RefundLicenses {
  readonly partnerId: string;
  /** The id that the order line's lot has, if it is there. */
  readonly lotId: string;
  /** The same for the same content of the refund. */
  readonly contentHash: string;
}

/** What became of a refund; `unready` may be cured by the purchase that is still on its way. */
export type RefundOutcome =
  | { readonly kind: 'accepted'; readonly events: readonly (LicensesRefunded | PoolRanLow)[] }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'changed'; readonly refusal: Refusal }
  | { readonly kind: 'unready'; readonly refusal: Refusal };

/** Makes a refund once; one that was refused may be asked again (PO-10). */
export function refundPurchase(request: RefundPurchase, deps: Collections, now: Instant): RefundOutcome {
  const { refundId, contentHash, orderId, line, lotId, quantity } = request;
  const known = deps.refunds.find(refundId);
  if (known)
    return known.contentHash === contentHash
      ? { kind: 'duplicate' }
      : { kind: 'changed', refusal: refundChanged(refundId) };
  const lot = deps.lots.find(lotId);
  const pool = lot && deps.pools.find(lot.poolId);
  if (!lot || pool?.partnerId !== request.partnerId)
    return { kind: 'unready', refusal: unknownOrderLine(orderId, line) };
  const decided = refund(pool, lot, request, now);
  if (!decided.ok) return { kind: 'refused', refusal: decided.error };
  const events = keepStock(deps, decided.value, now);
  deps.refunds.save({ id: refundId, contentHash, lotId, quantity, version: 1 });
  return { kind: 'accepted', events };
}
