import type { Instant, Refusal } from '@reservoir/kernel';
import type { Pick } from './lot.js';
import type { PoolKey, Stock } from './pool.js';
import type { Holder } from './reservation.js';

/** What every change carries: the pool after it, with the new version, and the lots that it touched. */
interface Change<Type extends string> extends Stock {
  readonly type: Type;
}

/** A lot entered the pool (PO-1). */
export type LotAdded = Change<'lot-added'>;

/** Licences are held (PO-4). */
export interface LicensesReserved extends Change<'licenses-reserved'> {
  readonly reservationId: string;
  readonly holder: Holder;
  readonly picks: readonly Pick[];
  readonly deadline: Instant;
}

/** What was held went back (PO-5). */
export interface ReservationReleased extends Change<'reservation-released'> {
  readonly reservationId: string;
  readonly holder: Holder;
  readonly why: 'released' | 'deadline';
}

/** Licences were assigned to a contract (CT-4). */
export interface LicensesAssigned extends Change<'licenses-assigned'> {
  readonly holder: Holder;
  readonly picks: readonly Pick[];
}

/** Assigned licences came back (CT-4). */
export interface LicensesRecovered extends Change<'licenses-recovered'> {
  readonly holder: Holder;
  readonly picks: readonly Pick[];
  readonly mode: 'full';
}

/** Licences of an order line were given back (PO-10). */
export interface LicensesRefunded extends Change<'licenses-refunded'> {
  readonly refundId: string;
  readonly quantity: number;
}

/** Unassigned licences of a lot expired (PO-2). */
export type LotExpired = Change<'lot-expired'>;

/** A draw or reservation was refused; the pool stays as it was. */
export interface ReservationRejected {
  readonly type: 'reservation-rejected';
  readonly key: PoolKey;
  readonly holder: Holder;
  readonly quantity: number;
  readonly refusal: Refusal;
}

/** An exchange will never be minted (PT-4); the pool stays as it was. */
export interface MintAbandoned {
  readonly type: 'mint-abandoned';
  readonly key: PoolKey;
  readonly exchangeId: string;
}

export type LicensePoolEvent =
  | LotAdded
  | LicensesReserved
  | ReservationReleased
  | LicensesAssigned
  | LicensesRecovered
  | LicensesRefunded
  | LotExpired
  | ReservationRejected
  | MintAbandoned;
