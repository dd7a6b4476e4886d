import type { Exchange } from '../domain/exchange.js';
import type { OpenPool } from '../domain/drawing.js';
import type { Lot } from '../domain/lot.js';
import type { Assortment, Partner, Retirement } from '../domain/order-policies.js';
import type { Pool } from '../domain/pool.js';
import type { Refund } from '../domain/refund.js';
import type { Recovery } from '../domain/recovery.js';
import type { Reservation } from '../domain/reservation.js';
import type { Reversal } from '../domain/reversal.js';

/** What is kept by id: each unit of work sees its own changes, and all or none of them are written. */
export interface Kept<State> {
  find(id: string): State | undefined;
  save(state: State): void;
}

export type Pools = Kept<Pool>;

export interface Lots extends Kept<Lot> {
  /** The open lots of a pool in draw order (PO-4), as far as the draws of the unit of work need them. */
  openIn(poolId: string): Omit<OpenPool, 'pool'>;
}

/** Ended reservations are forgotten after some days: a late command finds none. */
export type Reservations = Kept<Reservation>;
/** Forgotten after some days, as ended reservations are. */
export type Recoveries = Kept<Recovery>;
export type Exchanges = Kept<Exchange>;
export type Refunds = Kept<Refund>;
export type Reversals = Kept<Reversal>;
/** By partner. */
export type Partners = Kept<Partner>;
/** By distributor. */
export type Assortments = Kept<Assortment>;

/** By product or module: only of those that are retired. */
export type Retirements = Kept<Retirement>;

/** All that the service keeps, within one unit of work. */
export interface Collections {
  readonly pools: Pools;
  readonly lots: Lots;
  readonly reservations: Reservations;
  readonly recoveries: Recoveries;
  readonly exchanges: Exchanges;
  readonly refunds: Refunds;
  readonly reversals: Reversals;
  readonly partners: Partners;
  readonly assortments: Assortments;
  readonly retirements: Retirements;
}
