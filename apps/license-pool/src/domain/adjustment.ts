import { type Decided, type Instant, type Refusal, type Result, ok } from '@reservoir/kernel';
import { picksOf } from './draw-order.js';
import { type OpenPool, drawAll } from './drawing.js';
import type { LicensesRetired } from './license-pool.events.js';
import { type Stock, moved } from './pool.js';

/** An operator takes licences away, and says why (CO-10). */
export interface TakeAwayLicenses {
  readonly operationId: string;
  readonly quantity: number;
  readonly reason: string;
}

/**
 * Takes available licences away in draw order, all or nothing (PO-4). They count retired: nothing of a lot is edited, and the sum
 * of its counts stays its quantity (PO-1).
 */
export function takeAway(
  open: OpenPool,
  { operationId, quantity, reason }: TakeAwayLicenses,
  now: Instant,
): Result<Decided<Stock, LicensesRetired>, Refusal> {
  const drawn = drawAll(open, { quantity }, now);
  if (!drawn.ok) return drawn;
  const moves = drawn.value.map((portion) => ({ ...portion, from: 'available', to: 'retired' }) as const);
  const state = moved(open.pool, moves);
  const adjustment = { operationId, reason };
  return ok({
    state,
    events: [{ type: 'licenses-retired', ...state, picks: picksOf(drawn.value), adjustment }],
  });
}
