import { type Instant, ok } from '@reservoir/kernel';
import { type DrawLicenses, assign } from '../domain/assignment.js';
import type { GrantedPick } from '../domain/lot.js';
import type { PoolKey } from '../domain/pool.js';
import type { Collections } from './collections.js';
import { type Outcome, rejected } from './outcome.js';
import { granted, keepStock, openPoolOf } from './stock.js';

/** Assigns licences of one pool in one step (CT-4); gives the picks. */
export function drawLicenses(
  key: PoolKey,
  request: DrawLicenses,
  deps: Collections,
  now: Instant,
): Outcome<readonly GrantedPick[]> {
  const open = openPoolOf(deps, key);
  const decided = assign(open, request, now);
  if (!decided.ok) return rejected(decided.error, open.pool, request);
  const { state, events } = decided.value;
  const told = keepStock(deps, decided.value, now);
  const picks = events.flatMap((event) => event.picks);
  return { result: ok(granted(deps, picks)), pool: state.pool, events: told };
}
