import type { Instant, Refusal } from '@reservoir/kernel';
import type { Pick } from './lot.js';
import type { Pool, PoolKey, Stock } from './pool.js';
import type { Holder } from './reservation.js';
import type { Crossing } from './stock-level.js';

/** What every change carries: the pool after it, with the new version, and the lots that it touched. */
interface Change<Type extends string> extends Stock {
  readonly type: Type;
}

/** A lot entered the pool (PO-1). */
export interface LotAdded extends Change<'lot-added'> {
  /** Of an operator (CO-10). */
  readonly reason?: string;
}

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

/** Assigned licences came back (CT-4, PO-6). */
export interface LicensesRecovered extends Change<'licenses-recovered'> {
  readonly holder: Holder;
  readonly picks: readonly Pick[];
  /** `full` when nothing was retired with them. */
  readonly mode: 'full' | 'prorated';
  readonly recoveryId?: string;
}

/** Licences were used up (PO-6, PO-12), or taken away by an operator (CO-10). */
export interface LicensesRetired extends Change<'licenses-retired'> {
  readonly picks: readonly Pick[];
  readonly holder?: Holder;
  readonly recoveryId?: string;
  readonly adjustment?: { readonly operationId: string; readonly reason: string };
}

/** Licences of a client moved to the pool of its new partner (CO-5). */
export interface LicensesTransferred extends Change<'licenses-transferred'> {
  readonly transferId: string;
  readonly toPartnerId: string;
  readonly picks: readonly Pick[];
}

/** Licences of an order line were given back (PO-10). */
export interface LicensesRefunded extends Change<'licenses-refunded'> {
  readonly refundId: string;
  readonly quantity: number;
}

/** Unassigned licences of a lot expired (PO-2). */
export type LotExpired = Change<'lot-expired'>;

/** A partner set other thresholds (PO-11); no lot changed. */
export type ThresholdsChanged = Change<'thresholds-changed'>;

/** Fewer licences are available than a threshold says (PO-11); told beside the change that made it so. */
export interface PoolRanLow {
  readonly type: 'pool-ran-low';
  readonly pool: Pool;
  readonly threshold: Crossing;
}

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
  | LicensesRetired
  | LicensesTransferred
  | LicensesRefunded
  | LotExpired
  | ThresholdsChanged
  | PoolRanLow
  | ReservationRejected
  | MintAbandoned;
