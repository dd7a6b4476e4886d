import { type Instant, type Refusal, type Result, ok } from '@reservoir/kernel';
import type { LicensesRecovered, LicensesRetired, PoolRanLow } from '../domain/license-pool.events.js';
import type { Pool, PoolKey } from '../domain/pool.js';
import { type RecoverLicenses, recover } from '../domain/recovery.js';
import type { Collections } from './collections.js';
import { keepStock, lotsOf, poolOf } from './stock.js';

/** A recovery in the books: the pool after it, and what to tell; nothing when it was there before. */
export interface Recovered {
  readonly pool: Pool;
  readonly events: readonly (LicensesRecovered | LicensesRetired | PoolRanLow)[];
}

/**
 * Takes back what leaves a contract, and retires the rest (PO-6, PO-12), once per recovery.
 * @throws Error when the recovery was made in another pool: a bug of whoever asks
 */
export function recoverLicenses(
  key: PoolKey,
  request: RecoverLicenses,
  deps: Collections,
  now: Instant,
): Result<Recovered, Refusal> {
  const pool = poolOf(deps, key);
  const known = deps.recoveries.find(request.recoveryId);
  if (known && known.poolId !== key.id)
    throw new Error(`recovery ${known.id} is of pool ${known.poolId}, not of ${key.id}`);
  if (known) return ok({ pool, events: [] });
  const stock = { pool, lots: lotsOf(deps, [...request.back, ...request.retired]) };
  const decided = recover(stock, request, now);
  if (!decided.ok) return decided;
  deps.recoveries.save({ id: request.recoveryId, poolId: key.id, appliedAt: now, version: 1 });
  return ok({ pool: decided.value.state.pool, events: keepStock(deps, decided.value, now) });
}
