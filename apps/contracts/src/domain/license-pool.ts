import type { Instant, Refusal, Term } from '@reservoir/kernel';

/** A pool's identity (PO-1). */
export interface PoolKey {
  readonly partnerId: string;
  readonly sku: string;
  readonly term: Term;
}

/** Licences of one lot: what a draw picked, and a batch of a period (CT-1). */
export interface Pick {
  readonly lotId: string;
  readonly quantity: number;
}

/** What a pool granted: licences of one lot, and what a batch remembers of the lot (CT-1, CO-4). */
export interface GrantedPick extends Pick {
  readonly purchasedAt?: Instant | undefined;
  /** Null for licences that never expire in the pool. */
  readonly expiresAt?: Instant | null | undefined;
  readonly distributorId?: string | undefined;
}

/** What a draw or reservation is for; the pool's answers are addressed to it. */
export interface Holder {
  readonly assignmentId: string;
  readonly customerId: string;
  readonly contractId: string;
}

interface ToPool {
  readonly pool: PoolKey;
}

/** One SKU: assign in one step, or refuse. */
export interface DrawLicenses extends ToPool {
  readonly type: 'DrawLicenses';
  readonly holder: Holder;
  readonly quantity: number;
  /** How many lots it may touch; as many as any draw may when left out (PO-4). */
  readonly lotsMost?: number;
  /** At or after this instant the pool refuses (CT-4). */
  readonly periodEnd: Instant;
}

/** Several SKUs, first step: hold. */
export interface ReserveLicenses extends ToPool {
  readonly type: 'ReserveLicenses';
  readonly reservationId: string;
  readonly holder: Holder;
  readonly quantity: number;
  /** As of a draw. */
  readonly lotsMost?: number;
}

/** Several SKUs, second step: assign what is held. */
export interface CommitReservation extends ToPool {
  readonly type: 'CommitReservation';
  readonly reservationId: string;
  readonly holder: Holder;
  readonly periodEnd: Instant;
}

/** Gives back what is held; nothing happens when it is over or committed (PO-5). Not answered. */
export interface ReleaseReservation extends ToPool {
  readonly type: 'ReleaseReservation';
  readonly reservationId: string;
}

/** Gives back in full what was assigned (CT-4). Not answered. */
export interface ReturnLicenses extends ToPool {
  readonly type: 'ReturnLicenses';
  readonly holder: Holder;
  readonly picks: readonly Pick[];
}

/** Licences leave a contract: some go back to their lots, the rest is retired (PO-6). Answered by a RecoveryAnswer. */
export interface RecoverLicenses extends ToPool {
  readonly type: 'RecoverLicenses';
  /** The same one again changes nothing. */
  readonly recoveryId: string;
  readonly holder: Holder;
  readonly back: readonly Pick[];
  readonly retired: readonly Pick[];
}

/** All that a client has of these lots moves to the pool of its new partner (CO-5). Answered by TransferApplied. */
export interface TransferLicenses extends ToPool {
  readonly type: 'TransferLicenses';
  readonly toPartnerId: string;
  readonly transferId: string;
  readonly customerId: string;
  readonly picks: readonly Pick[];
}

/** What contracts ask of license pools. */
export type PoolCommand =
  | DrawLicenses
  | ReserveLicenses
  | CommitReservation
  | ReleaseReservation
  | ReturnLicenses
  | RecoverLicenses
  | TransferLicenses;

interface Answer {
  readonly holder: Holder;
  /** The pool's version after the command; null when there is no such pool. */
  readonly poolVersion: number | null;
}

interface Granted<Type extends string> extends Answer {
  readonly type: Type;
  readonly picks: readonly GrantedPick[];
}

interface Refused<Type extends string> extends Answer {
  readonly type: Type;
  readonly refusal: Refusal;
}

/** A recovery is in the books of its pool. */
export interface RecoveryApplied extends Answer {
  readonly type: 'RecoveryApplied';
  readonly recoveryId: string;
}

/** More was to be recovered than the pool has assigned: nothing of it was done, and invariant 2 is broken. */
export interface RecoveryRefused extends Refused<'RecoveryRefused'> {
  readonly recoveryId: string;
}

/** What license pools answer to recoveries. */
export type RecoveryAnswer = RecoveryApplied | RecoveryRefused;

/** What license pools answer to draws and reservations. */
export type PoolAnswer =
  | Granted<'LicensesDrawn'>
  | Refused<'DrawRefused'>
  | Granted<'ReservationAccepted'>
  | Refused<'ReservationRefused'>
  | Granted<'ReservationCommitted'>
  | Refused<'CommitRefused'>;
