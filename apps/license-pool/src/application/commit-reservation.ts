import { type Instant, err, ok } from '@reservoir/kernel';
import { reservationOver } from '../domain/license-pool.rejections.js';
import type { Pick } from '../domain/lot.js';
import type { PoolKey } from '../domain/pool.js';
import { commit, release } from '../domain/reservation.js';
import type { Collections } from './collections.js';
import { holdingOf, saveHolding } from './holding.js';
import type { Outcome } from './outcome.js';
import { poolOf } from './stock.js';

/** Assign what is held (CT-4). */
export interface CommitReservation {
  readonly reservationId: string;
  readonly periodEnd: Instant;
}

/** Assigns what is held and gives the picks; what is refused while it is held goes back right there (PO-5). */
export function commitReservation(
  key: PoolKey,
  { reservationId, periodEnd }: CommitReservation,
  deps: Collections,
  now: Instant,
): Outcome<readonly Pick[]> {
  const holding = holdingOf(deps, key, reservationId);
  if (!holding)
    return { result: err(reservationOver(reservationId, 'is unknown')), pool: poolOf(deps, key), events: [] };
  const committed = commit(holding, periodEnd, now);
  const { state, events } = committed.ok ? committed.value : release(holding, now);
  if (events.length > 0) saveHolding(deps, state);
  return { result: committed.ok ? ok(holding.reservation.picks) : committed, pool: state.pool, events };
}
