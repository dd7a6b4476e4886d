import { type Instant, ok } from '@reservoir/kernel';
import { type TakeAwayLicenses, takeAway } from '../domain/adjustment.js';
import type { PoolKey } from '../domain/pool.js';
import type { Collections } from './collections.js';
import type { Outcome } from './outcome.js';
import { keepStock, openPoolOf } from './stock.js';

/** Takes available licences away, for an operator who says why (PO-1, CO-10). */
export function takeAwayLicenses(
  key: PoolKey,
  request: TakeAwayLicenses,
  deps: Collections,
  now: Instant,
): Outcome<null> {
  const open = openPoolOf(deps, key);
  const decided = takeAway(open, request, now);
  if (!decided.ok) return { result: decided, pool: open.pool, events: [] };
  const { pool } = decided.value.state;
  return { result: ok(null), pool, events: keepStock(deps, decided.value, now) };
}
