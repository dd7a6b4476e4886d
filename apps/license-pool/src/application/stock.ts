import { type Instant, dayOf } from '@reservoir/kernel';
import type { OpenPool } from '../domain/drawing.js';
import type { PoolRanLow } from '../domain/license-pool.events.js';
import type { GrantedPick, Lot, Pick } from '../domain/lot.js';
import { type Pool, type PoolKey, type Stock, emptyPool } from '../domain/pool.js';
import { levelAfter } from '../domain/stock-level.js';
import type { Lots, Pools } from './collections.js';

interface StockCollections {
  readonly pools: Pools;
  readonly lots: Lots;
}

/** The pool, or an empty one: pools begin with their first lot. */
export const poolOf = ({ pools }: { readonly pools: Pools }, key: PoolKey): Pool =>
  pools.find(key.id) ?? emptyPool(key);

/** The pool as a draw sees it. */
export const openPoolOf = (deps: StockCollections, key: PoolKey): OpenPool => ({
  pool: poolOf(deps, key),
  ...deps.lots.openIn(key.id),
});

/** Those lots of the picks that exist, each once. */
export const lotsOf = ({ lots }: { readonly lots: Lots }, picks: readonly Pick[]): readonly Lot[] =>
  [...new Set(picks.map(({ lotId }) => lotId))].flatMap((id) => lots.find(id) ?? []);

/** Licences that were granted, with what a contract remembers of their lots, which are loaded (CT-1, CO-4). */
export const granted = ({ lots }: { readonly lots: Lots }, picks: readonly Pick[]): readonly GrantedPick[] =>
  picks.map(({ lotId, quantity }) => {
    const lot = lots.find(lotId);
    if (!lot) throw new Error(`lot ${lotId} is not there`);
    const { purchasedAt, expiresAt, distributorId } = lot;
    return { lotId, quantity, purchasedAt, expiresAt, distributorId };
  });

/** What was decided of a pool: its events carry the pool after each of them. */
interface Decision<Event> {
  readonly state: Stock;
  readonly events: readonly Event[];
}

/**
 * Keeps what a decision changed, with the level of the stock after it. Gives its events with that level, and the notices of a
 * stock that ran low right behind the event that made it so (PO-11).
 */
export function keepStock<Event extends { readonly pool: Pool }>(
  { pools, lots }: StockCollections,
  { state, events }: Decision<Event>,
  now: Instant,
): readonly (Event | PoolRanLow)[] {
  if (events.length === 0) return [];
  const told: (Event | PoolRanLow)[] = [];
  let { counts, level } = pools.find(state.pool.id) ?? emptyPool(state.pool);
  for (const event of events) {
    const { available } = event.pool.counts;
    const after = levelAfter(level, counts.available, available, dayOf(now));
    ({ counts } = event.pool);
    ({ level } = after);
    const pool = { ...event.pool, level };
    told.push({ ...event, pool });
    for (const threshold of after.crossings) told.push({ type: 'pool-ran-low', pool, threshold });
  }
  pools.save({ ...state.pool, level });
  for (const lot of state.lots) lots.save(lot);
  return told;
}
