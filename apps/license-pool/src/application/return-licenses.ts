import { type Instant, type Refusal, type Result, ok } from '@reservoir/kernel';
import type { LicensesRecovered, PoolRanLow } from '../domain/license-pool.events.js';
import type { PoolKey } from '../domain/pool.js';
import { type ReturnLicenses, returnInFull } from '../domain/recovery.js';
import type { Collections } from './collections.js';
import { keepStock, lotsOf, poolOf } from './stock.js';

/** Takes back in full what an assignment took (CT-4): all picks, or none when one of them is not assigned. */
export function returnLicenses(
  key: PoolKey,
  request: ReturnLicenses,
  deps: Collections,
  now: Instant,
): Result<readonly (LicensesRecovered | PoolRanLow)[], Refusal> {
  const stock = { pool: poolOf(deps, key), lots: lotsOf(deps, request.picks) };
  const decided = returnInFull(stock, request, now);
  return decided.ok ? ok(keepStock(deps, decided.value, now)) : decided;
}
