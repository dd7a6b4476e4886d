import type { Instant } from '@reservoir/kernel';
import type { PoolRanLow, ReservationReleased } from '../domain/license-pool.events.js';
import type { PoolKey } from '../domain/pool.js';
import { release } from '../domain/reservation.js';
import type { Collections } from './collections.js';
import { holdingOf, keepHolding } from './holding.js';

/** Gives back what is held; a reservation that is over or unknown is left alone (PO-5). */
export function releaseReservation(
  key: PoolKey,
  reservationId: string,
  deps: Collections,
  now: Instant,
): readonly (ReservationReleased | PoolRanLow)[] {
  const holding = holdingOf(deps, key, reservationId);
  return holding ? keepHolding(deps, release(holding, now), now) : [];
}

/** The same by the scheduler: only at its deadline, and only the reservation that has it (PO-5). */
export function expireReservation(
  key: PoolKey,
  { reservationId, deadline }: { readonly reservationId: string; readonly deadline: Instant },
  deps: Collections,
  now: Instant,
): readonly (ReservationReleased | PoolRanLow)[] {
  const due = deadline <= now && deps.reservations.find(reservationId)?.deadline === deadline;
  return due ? releaseReservation(key, reservationId, deps, now) : [];
}
