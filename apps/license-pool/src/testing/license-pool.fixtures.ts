import { type Instant, type Term, instant } from '@reservoir/kernel';
import { type Counts, noCounts } from '../domain/counts.js';
import type { OpenPool } from '../domain/drawing.js';
import type { Exchange } from '../domain/exchange.js';
import { type Lot, never } from '../domain/lot.js';
import type { Assortment, Partner } from '../domain/order-policies.js';
import type { Pool, PoolKey } from '../domain/pool.js';
import type { Holder, Reservation } from '../domain/reservation.js';
import { noLevel } from '../domain/stock-level.js';

/** A time, by its text. */
export const at = (text: string): Instant => instant(text);

/** When the tests take place. */
export const now = at('2026-11-21T10:00:00Z');

/** A moment before and after. */
export const justBefore = (time: Instant): Instant => instant(Date.parse(time) - 1);

/** Secure Plus for a year, of `partner-gold`, unless told otherwise. */
export const aKey = (
  sku = 'endpoint-security:secure-plus',
  term: Term = 'Y1',
  partnerId = 'partner-gold',
): PoolKey => ({
  id: `${partnerId}:${sku}:${term}`,
  partnerId,
  sku,
  term,
});

export const aHolder = (contractId = 'contract-one'): Holder => ({
  assignmentId: `assignment-of-${contractId}`,
  customerId: 'customer-one',
  contractId,
});

type LotLike = Omit<Partial<Lot>, 'quantity' | 'counts'> & Partial<Counts>;

/** A bought lot with these counts: `aLot({ available: 5 })`. */
export function aLot({
  available,
  reserved,
  assigned,
  retired,
  expired,
  refunded,
  transferredOut,
  ...other
}: LotLike): Lot {
  const given = { available, reserved, assigned, retired, expired, refunded, transferredOut };
  const counts = { ...noCounts };
  for (const [name, count] of Object.entries(given)) counts[name as keyof Counts] = count ?? 0;
  return {
    id: 'lot-one',
    poolId: aKey().id,
    provenance: 'purchase',
    source: { orderId: 'order-one', line: '1' },
    contentHash: 'content-one',
    distributorId: 'distributor-one',
    quantity: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    purchasedAt: at('2026-11-01T00:00:00Z'),
    expiresAt: never,
    version: 1,
    ...other,
  };
}

/** The pool of these lots: the sums over them. */
export function aPoolOf(lots: readonly Lot[], key: PoolKey = aKey()): Pool {
  const counts: Record<keyof Counts, number> = { ...noCounts };
  for (const lot of lots)
    for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] += lot.counts[name];
  const quantity = lots.reduce((sum, lot) => sum + lot.quantity, 0);
  return { ...key, quantity, counts, level: noLevel, version: lots.length };
}

/** A pool and all its lots, for a draw: `aPool({ available: 5 })`, with one lot per argument, in draw order. */
export function aPool(...lotLikes: readonly LotLike[]): OpenPool {
  const lots = lotLikes.map((like, index) => aLot({ id: `lot-${index + 1}`, ...like }));
  return { pool: aPoolOf(lots), lots, complete: true };
}

/** A reservation that is held since `now`, for 15 minutes. */
export const aReservation = (differing: Partial<Reservation> = {}): Reservation => ({
  id: 'reservation-one',
  poolId: aKey().id,
  holder: aHolder(),
  picks: [{ lotId: 'lot-1', quantity: 5 }],
  deadline: at('2026-11-21T10:15:00Z'),
  state: 'held',
  endedAt: null,
  version: 1,
  ...differing,
});

/** An exchange that was minted. */
export const anExchange = (differing: Partial<Exchange> = {}): Exchange => ({
  id: 'exchange-one',
  poolId: aKey().id,
  lotId: 'lot-of-exchange-one',
  version: 1,
  ...differing,
});

/** `partner-gold` buys from `distributor-one`. */
export const aPartner = (differing: Partial<Partner> = {}): Partner => ({
  id: 'partner-gold',
  distributorId: 'distributor-one',
  distributors: [],
  version: 1,
  ...differing,
});

/** `distributor-one` sells Secure Plus for a month and for a year. */
export const anAssortment = (differing: Partial<Assortment> = {}): Assortment => ({
  id: 'distributor-one',
  offers: { 'endpoint-security:secure-plus': ['M1', 'Y1'], 'patch-management': ['Y1'] },
  version: 1,
  ...differing,
});
