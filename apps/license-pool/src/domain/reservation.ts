import {
  type Decided,
  type Instant,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
  plusMs,
} from '@reservoir/kernel';
import { picksOf } from './draw-order.js';
import { type OpenPool, drawAll } from './drawing.js';
import type { LicensesAssigned, LicensesReserved, ReservationReleased } from './license-pool.events.js';
import { type Pick, homeOf } from './lot.js';
import { type Stock, moved, movesOf } from './pool.js';
import { commitPolicies } from './reservation-policies.js';

/** What a draw or reservation is for; answers are addressed to it. */
export interface Holder {
  readonly assignmentId: string;
  readonly customerId: string;
  readonly contractId: string;
}

/** Licences that wait for a commit. Once it has ended it never comes back. */
export interface Reservation {
  readonly id: string;
  readonly poolId: string;
  readonly holder: Holder;
  readonly picks: readonly Pick[];
  /** Over from this instant on (PO-5). */
  readonly deadline: Instant;
  readonly state: 'held' | 'committed' | 'released' | 'expired';
  readonly endedAt: Instant | null;
  readonly version: number;
}

/** A pool, the lots of a reservation, and the reservation. */
export interface Holding extends Stock {
  readonly reservation: Reservation;
}

/** Hold licences until a commit (PO-4). */
export interface ReserveLicenses {
  readonly reservationId: string;
  readonly holder: Holder;
  readonly quantity: number;
  /** How many lots it may touch (PO-4). */
  readonly lotsMost?: number | undefined;
}

const heldMs = 15 * 60_000;

/** Holds licences in draw order for 15 minutes, all or none (PO-4). */
export function reserve(
  open: OpenPool,
  { reservationId, holder, ...wanted }: ReserveLicenses,
  now: Instant,
): Result<Decided<Holding, LicensesReserved>, Refusal> {
  const drawn = drawAll(open, wanted, now);
  if (!drawn.ok) return drawn;
  const moves = drawn.value.map((portion) => ({ ...portion, from: 'available', to: 'reserved' }) as const);
  const stock = moved(open.pool, moves);
  const picks = picksOf(drawn.value);
  const deadline = plusMs(now, heldMs);
  const reservation: Reservation = {
    id: reservationId,
    poolId: open.pool.id,
    holder,
    picks,
    deadline,
    state: 'held',
    endedAt: null,
    version: 1,
  };
  const event = { type: 'licenses-reserved', ...stock, reservationId, holder, picks, deadline } as const;
  return ok({ state: { ...stock, reservation }, events: [event] });
}

/** Assigns what is held, before the deadline and before the end of the contract's period (PO-5, CT-4). */
export function commit(
  holding: Holding,
  periodEnd: Instant,
  now: Instant,
): Result<Decided<Holding, LicensesAssigned>, Refusal> {
  const { pool, lots, reservation } = holding;
  const refusal = firstRefusal(commitPolicies, { reservation, poolId: pool.id, periodEnd }, now);
  if (refusal) return err(refusal);
  const stock = moved(
    pool,
    movesOf(lots, reservation.picks, 'reserved', () => 'assigned'),
  );
  const { holder, picks } = reservation;
  return ok({
    state: { ...stock, reservation: ended(reservation, 'committed', now) },
    events: [{ type: 'licenses-assigned', ...stock, holder, picks }],
  });
}

/** Gives back what is held: to available, or to expired where a lot is over (PO-5, PO-9). Nothing when it is held no longer. */
export function release(holding: Holding, now: Instant): Decided<Holding, ReservationReleased> {
  const { pool, lots, reservation } = holding;
  if (reservation.state !== 'held') return { state: holding, events: [] };
  const late = reservation.deadline <= now;
  const stock = moved(
    pool,
    movesOf(lots, reservation.picks, 'reserved', (lot) => homeOf(lot, now)),
  );
  const { id: reservationId, holder } = reservation;
  const why = late ? 'deadline' : 'released';
  return {
    state: { ...stock, reservation: ended(reservation, late ? 'expired' : 'released', now) },
    events: [{ type: 'reservation-released', ...stock, reservationId, holder, why }],
  };
}

const ended = (reservation: Reservation, state: Reservation['state'], now: Instant): Reservation => ({
  ...reservation,
  state,
  endedAt: now,
  version: reservation.version + 1,
});
