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

/** Every change of a partner's points: one transaction, one event. */
export type PointsEvent = PointsGranted | PointsExpired | PointsHeld | ExchangeCaptured | ExchangeVoided;
