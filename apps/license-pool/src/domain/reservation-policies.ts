import type { Instant, Policy } from '@reservoir/kernel';
import { thePeriodIsNotOver } from './assignment.js';
import { reservationOver } from './license-pool.rejections.js';
import type { Reservation } from './reservation.js';

/** A reservation, and the pool that it is asked of. */
interface Claim {
  readonly reservation: Reservation;
  readonly poolId: string;
}

type ClaimPolicy = Policy<[Claim, Instant]>;

export const theReservationIsOfThisPool: ClaimPolicy = ({ reservation, poolId }) =>
  reservation.poolId === poolId ? undefined : reservationOver(reservation.id, 'is of another pool');

// PO-5: commit and release exclude each other.
export const theReservationIsHeld: ClaimPolicy = ({ reservation }) =>
  reservation.state === 'held'
    ? undefined
    : reservationOver(reservation.id, `is ${reservation.state} since ${reservation.endedAt ?? 'its end'}`);

// PO-5: over at the deadline itself, even if the job that releases it is late.
export const theDeadlineIsAhead: ClaimPolicy = ({ reservation }, now) =>
  now < reservation.deadline
    ? undefined
    : reservationOver(reservation.id, `was over at its deadline, ${reservation.deadline}`);

/** What a reservation must pass to be relied on. */
export const heldPolicies = [theReservationIsOfThisPool, theReservationIsHeld, theDeadlineIsAhead] as const;

/** What a commit must pass. */
export const commitPolicies = [...heldPolicies, thePeriodIsNotOver] as const;
