import type { Decided, Instant, Refusal, Result } from '@reservoir/kernel';
import type { LicensesRecovered } from '../domain/license-pool.events.js';
import type { PoolKey, Stock } from '../domain/pool.js';
import { type ReturnLicenses, returnInFull } from '../domain/recovery.js';
import type { Collections } from './collections.js';
import { lotsOf, poolOf, saveStock } from './stock.js';

/** Takes back in full what an assignment took (CT-4): all picks, or none when one of them is not assigned. */
export function returnLicenses(
  key: PoolKey,
  request: ReturnLicenses,
  deps: Collections,
  now: Instant,
): Result<Decided<Stock, LicensesRecovered>, Refusal> {
  const stock = { pool: poolOf(deps, key), lots: lotsOf(deps, request.picks) };
  const decided = returnInFull(stock, request, now);
  if (decided.ok) saveStock(deps, decided.value.state);
  return decided;
}
