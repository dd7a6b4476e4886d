import type { Decided, Instant } from '@reservoir/kernel';
import type { PoolRanLow } from '../domain/license-pool.events.js';
import type { Pool, PoolKey } from '../domain/pool.js';
import type { Holding } from '../domain/reservation.js';
import type { Collections } from './collections.js';
import { keepStock, lotsOf, poolOf } from './stock.js';

/** A reservation of this pool with its lots; nothing when it is unknown, forgotten, or of another pool. */
export function holdingOf(deps: Collections, key: PoolKey, reservationId: string): Holding | undefined {
  const reservation = deps.reservations.find(reservationId);
  if (reservation?.poolId !== key.id) return undefined;
  return { pool: poolOf(deps, key), lots: lotsOf(deps, reservation.picks), reservation };
}

/** Keeps what a decision changed; gives what to tell. */
export function keepHolding<Event extends { readonly pool: Pool }>(
  deps: Collections,
  decided: Decided<Holding, Event>,
  now: Instant,
): readonly (Event | PoolRanLow)[] {
  if (decided.events.length > 0) deps.reservations.save(decided.state.reservation);
  return keepStock(deps, decided, now);
}
