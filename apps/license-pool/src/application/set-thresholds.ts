import { type Instant, dayOf, err, ok } from '@reservoir/kernel';
import { unknownPool } from '../domain/license-pool.rejections.js';
import type { PoolKey } from '../domain/pool.js';
import { type LowMark, withThresholds } from '../domain/stock-level.js';
import type { Collections } from './collections.js';
import type { Outcome } from './outcome.js';
import { poolOf } from './stock.js';

/** Sets the thresholds of a pool, in place of those that it had (PO-11). */
export function setThresholds(
  key: PoolKey,
  marks: readonly LowMark[],
  { pools }: Pick<Collections, 'pools'>,
  now: Instant,
): Outcome<null> {
  const before = pools.find(key.id);
  if (!before) return { result: err(unknownPool(key)), pool: poolOf({ pools }, key), events: [] };
  const level = withThresholds(before.level, marks, before.counts.available, dayOf(now));
  const pool = { ...before, level, version: before.version + 1 };
  pools.save(pool);
  return { result: ok(null), pool, events: [{ type: 'thresholds-changed', pool, lots: [] }] };
}
