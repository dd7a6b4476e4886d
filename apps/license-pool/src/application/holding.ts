import type { PoolKey } from '../domain/pool.js';
import type { Holding } from '../domain/reservation.js';
import type { Collections } from './collections.js';
import { lotsOf, poolOf, saveStock } from './stock.js';

/** A reservation of this pool with its lots; nothing when it is unknown, forgotten, or of another pool. */
export function holdingOf(deps: Collections, key: PoolKey, reservationId: string): Holding | undefined {
  const reservation = deps.reservations.find(reservationId);
  if (reservation?.poolId !== key.id) return undefined;
  return { pool: poolOf(deps, key), lots: lotsOf(deps, reservation.picks), reservation };
}

/** Keeps what a decision changed. */
export function saveHolding(deps: Collections, changed: Holding): void {
  saveStock(deps, changed);
  deps.reservations.save(changed.reservation);
}
