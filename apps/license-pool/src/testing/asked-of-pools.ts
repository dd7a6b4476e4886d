import type { Instant, Refusal, Term } from '@reservoir/kernel';
import type { GrantedPick, Pick } from '../domain/lot.js';
import type { Holder } from '../domain/reservation.js';
import type { MovedLot } from '../domain/transfer.js';

/** A pool as messages name it. */
export interface PoolNamed {
  readonly partnerId: string;
  readonly sku: string;
  readonly term: Term;
}

type Asked<Type extends string, Data> = { readonly type: Type; readonly pool: PoolNamed } & Readonly<Data>;

/** What contracts ask of pools, as their messages say it. */
export type AskedOfPools =
  | Asked<'DrawLicenses', { holder: Holder; quantity: number; periodEnd: Instant }>
  | Asked<'ReserveLicenses', { reservationId: string; holder: Holder; quantity: number }>
  | Asked<'CommitReservation', { reservationId: string; holder: Holder; periodEnd: Instant }>
  | Asked<'ReleaseReservation', { reservationId: string }>
  | Asked<'ReturnLicenses', { holder: Holder; picks: readonly Pick[] }>
  | Asked<
      'RecoverLicenses',
      { recoveryId: string; holder: Holder; back: readonly Pick[]; retired: readonly Pick[] }
    >
  | Asked<
      'TransferLicenses',
      { toPartnerId: string; transferId: string; customerId: string; picks: readonly Pick[] }
    >;

/** What contracts are told of a lot; null for licences that never expire in the pool. */
export type ToldPick = Omit<GrantedPick, 'expiresAt'> & { readonly expiresAt: Instant | null };

type Answered<Type extends string, Data> = {
  readonly type: Type;
  readonly holder: Holder;
  readonly poolVersion: number | null;
} & Readonly<Data>;

/** What pools answer. */
export type AnsweredByPools =
  | Answered<'LicensesDrawn' | 'ReservationAccepted' | 'ReservationCommitted', { picks: readonly ToldPick[] }>
  | Answered<'DrawRefused' | 'ReservationRefused' | 'CommitRefused', { refusal: Refusal }>
  | Answered<'RecoveryApplied', { recoveryId: string }>
  | HandedOver;

/** Licences of a client are its new partner's (CO-5). */
export interface HandedOver {
  readonly type: 'TransferApplied';
  readonly pool: PoolNamed;
  readonly toPool: PoolNamed;
  readonly transferId: string;
  readonly customerId: string;
  readonly lots: readonly MovedLot[];
  readonly poolVersion: number;
  readonly toPoolVersion: number;
}
