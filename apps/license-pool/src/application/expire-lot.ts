import type { Instant } from '@reservoir/kernel';
import { expire } from '../domain/expiry.js';
import type { LotExpired, PoolRanLow } from '../domain/license-pool.events.js';
import type { PoolKey } from '../domain/pool.js';
import type { Collections } from './collections.js';
import { keepStock } from './stock.js';

/** Marks what is left of a lot that is over as expired (PO-2); only the lot that has this expiry. */
export function expireLot(
  key: PoolKey,
  { lotId, expiresAt }: { readonly lotId: string; readonly expiresAt: Instant },
  deps: Collections,
  now: Instant,
): readonly (LotExpired | PoolRanLow)[] {
  const pool = deps.pools.find(key.id);
  const lot = deps.lots.find(lotId);
  if (!pool || lot?.poolId !== key.id || lot.expiresAt !== expiresAt) return [];
  return keepStock(deps, expire(pool, lot, now), now);
}
