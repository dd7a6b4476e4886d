import { type Instant, firstRefusal, ok } from '@reservoir/kernel';
import type { PoolKey } from '../domain/pool.js';
import { heldPolicies } from '../domain/reservation-policies.js';
import { type Reservation, type ReserveLicenses, reserve } from '../domain/reservation.js';
import type { Collections } from './collections.js';
import { type Outcome, rejected } from './outcome.js';
import { openPoolOf, poolOf } from './stock.js';
import { saveHolding } from './holding.js';

/** Holds licences of one pool for 15 minutes (PO-4). The same reservation again, while it is held, gets the same answer. */
export function reserveLicenses(
  key: PoolKey,
  request: ReserveLicenses,
  deps: Collections,
  now: Instant,
): Outcome<Reservation> {
  const known = deps.reservations.find(request.reservationId);
  if (known) return again(known, key, request, deps, now);
  const open = openPoolOf(deps, key);
  const decided = reserve(open, request, now);
  if (!decided.ok) return rejected(decided.error, open.pool, request);
  const { state, events } = decided.value;
  saveHolding(deps, state);
  return { result: ok(state.reservation), pool: state.pool, events };
}

function again(
  reservation: Reservation,
  key: PoolKey,
  request: ReserveLicenses,
  deps: Collections,
  now: Instant,
): Outcome<Reservation> {
  const pool = poolOf(deps, key);
  const refusal = firstRefusal(heldPolicies, { reservation, poolId: key.id }, now);
  return refusal ? rejected(refusal, pool, request) : { result: ok(reservation), pool, events: [] };
}
