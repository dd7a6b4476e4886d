import {
  type Decided,
  type Instant,
  type Policy,
  type Refusal,
  type Result,
  err,
  ok,
} from '@reservoir/kernel';
import type { LicensesRefunded } from './license-pool.events.js';
import { refundExceedsAvailable } from './license-pool.rejections.js';
import { type Lot, openIn } from './lot.js';
import { type Pool, type Stock, moved } from './pool.js';

/** Give licences of an order line back (PO-10). */
export interface RefundLicenses {
  readonly refundId: string;
  readonly orderId: string;
  readonly line: string;
  readonly quantity: number;
}

/** A refund that was made. */
export interface Refund {
  readonly id: string;
  readonly contentHash: string;
  readonly lotId: string;
  readonly quantity: number;
  readonly version: number;
}

// PO-10: only what is available; what is reserved, assigned or over is not.
export const theLotHasSoManyAvailable: Policy<[Lot, { readonly quantity: number }, Instant]> = (
  lot,
  { quantity },
  now,
) => (quantity <= openIn(lot, now) ? undefined : refundExceedsAvailable(quantity, openIn(lot, now)));

/** Takes available licences of the order line's lot back, all that are asked for or none (PO-10). */
export function refund(
  pool: Pool,
  lot: Lot,
  { refundId, quantity }: RefundLicenses,
  now: Instant,
): Result<Decided<Stock, LicensesRefunded>, Refusal> {
  const refusal = theLotHasSoManyAvailable(lot, { quantity }, now);
  if (refusal) return err(refusal);
  const state = moved(pool, [{ lot, quantity, from: 'available', to: 'refunded' }]);
  return ok({ state, events: [{ type: 'licenses-refunded', ...state, refundId, quantity }] });
}
