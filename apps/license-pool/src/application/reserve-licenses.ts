import { type Instant, firstRefusal, ok } from '@reservoir/kernel';
import type { GrantedPick } from '../domain/lot.js';
import type { PoolKey } from '../domain/pool.js';
import { heldPolicies } from '../domain/reservation-policies.js';
import { type Reservation, type ReserveLicenses, reserve } from '../domain/reservation.js';
import type { Collections } from './collections.js';
import { type Outcome, rejected } from './outcome.js';
import { keepHolding } from './holding.js';
import { granted, openPoolOf, poolOf } from './stock.js';

/** A reservation, with what a contract remembers of its lots. */
export type GrantedReservation = Reservation & { readonly granted: readonly GrantedPick[] };

/** Holds licences of one pool for 15 minutes (PO-4). The same reservation again, while it is held, gets the same answer. */
export function reserveLicenses(
  key: PoolKey,
  request: ReserveLicenses,
  deps: Collections,
  now: Instant,
): Outcome<GrantedReservation> {
  const known = deps.reservations.find(request.reservationId);
  if (known) return again(known, key, request, deps, now);
  const open = openPoolOf(deps, key);
  const decided = reserve(open, request, now);
  if (!decided.ok) return rejected(decided.error, open.pool, request);
  const { state } = decided.value;
  const events = keepHolding(deps, decided.value, now);
  return { result: ok(withLots(deps, state.reservation)), pool: state.pool, events };
}

function again(
  reservation: Reservation,
  key: PoolKey,
  request: ReserveLicenses,
  deps: Collections,
  now: Instant,
): Outcome<GrantedReservation> {
  const pool = poolOf(deps, key);
  const refusal = firstRefusal(heldPolicies, { reservation, poolId: key.id }, now);
  return refusal
    ? rejected(refusal, pool, request)
    : { result: ok(withLots(deps, reservation)), pool, events: [] };
}

const withLots = (deps: Collections, reservation: Reservation): GrantedReservation => ({
  ...reservation,
  granted: granted(deps, reservation.picks),
});
