import { type Decided, type Instant, err, ok } from '@reservoir/kernel';
import type { LicensesAssigned, ReservationReleased } from '../domain/license-pool.events.js';
import { reservationOver } from '../domain/license-pool.rejections.js';
import type { GrantedPick } from '../domain/lot.js';
import type { PoolKey } from '../domain/pool.js';
import { type Holding, commit, release } from '../domain/reservation.js';
import type { Collections } from './collections.js';
import { holdingOf, keepHolding } from './holding.js';
import type { Outcome } from './outcome.js';
import { granted, poolOf } from './stock.js';

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
): Outcome<readonly GrantedPick[]> {
  const holding = holdingOf(deps, key, reservationId);
  if (!holding)
    return { result: err(reservationOver(reservationId, 'is unknown')), pool: poolOf(deps, key), events: [] };
  const committed = commit(holding, periodEnd, now);
  const decided: Decided<Holding, LicensesAssigned | ReservationReleased> = committed.ok
    ? committed.value
    : release(holding, now);
  const events = keepHolding(deps, decided, now);
  const result = committed.ok ? ok(granted(deps, holding.reservation.picks)) : committed;
  return { result, pool: decided.state.pool, events };
}
