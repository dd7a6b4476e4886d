import type { OpenPool } from '../domain/drawing.js';
import type { Lot, Pick } from '../domain/lot.js';
import { type Pool, type PoolKey, type Stock, emptyPool } from '../domain/pool.js';
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

/** Keeps what a decision changed. */
export function saveStock({ pools, lots }: StockCollections, changed: Stock): void {
  pools.save(changed.pool);
  for (const lot of changed.lots) lots.save(lot);
}
