import type { Exchange } from './exchange.js';
import type { Posted } from './ledger.js';

/** Points were credited (PT-2). */
export interface PointsGranted extends Posted {
  readonly type: 'points-granted';
}

/** Points expired; dated at the expiry of their lots (PT-5). */
export interface PointsExpired extends Posted {
  readonly type: 'points-expired';
}

/** Points are held for an exchange (PT-4). */
export interface PointsHeld extends Posted {
  readonly type: 'points-held';
  readonly exchange: Exchange;
}

/** Points became licences (PT-4). */
export interface ExchangeCaptured extends Posted {
  readonly type: 'exchange-captured';
  readonly exchange: Exchange;
}

/** An exchange gave its points back (PT-4). */
export interface ExchangeVoided extends Posted {
  readonly type: 'exchange-voided';
  readonly exchange: Exchange;
}

/** Licences of an exchange went back to the pool, and their points to the lots (PT-6). */
export interface ExchangeReversed extends Posted {
  readonly type: 'exchange-reversed';
  readonly exchange: Exchange;
  /** Licences and points of this reversal. */
  readonly quantity: number;
  readonly points: number;
}

/** The operator added points or took some away (CO-10). */
export interface PointsAdjusted extends Posted {
  readonly type: 'points-adjusted';
}

/** Every change of a partner's points: one transaction, one event. */
export type PointsEvent =
  | PointsGranted
  | PointsExpired
  | PointsHeld
  | ExchangeCaptured
  | ExchangeVoided
  | ExchangeReversed
  | PointsAdjusted;
