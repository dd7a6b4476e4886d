import type { Term } from '@reservoir/kernel';
import { type CountName, type Counts, credited, noCounts, shifted } from './counts.js';
import { type Lot, type Pick, lotShifted } from './lot.js';
import { type StockLevel, noLevel } from './stock-level.js';

/** What a pool is: (partner, SKU, term), and the id made of the three (PO-1). */
export interface PoolKey {
  readonly id: string;
  readonly partnerId: string;
  readonly sku: string;
  readonly term: Term;
}

/** A partner's stock of one SKU and term: the sums over its lots, which are kept apart. Small whatever its age. */
export interface Pool extends PoolKey {
  readonly quantity: number;
  readonly counts: Counts;
  /** What its thresholds are held against (PO-11). */
  readonly level: StockLevel;
  /** Grows by one with every event of the pool. */
  readonly version: number;
}

/** A pool and those of its lots that a decision is about. */
export interface Stock {
  readonly pool: Pool;
  readonly lots: readonly Lot[];
}

/** Licences of one lot on their way from one count to another. */
export interface Move {
  readonly lot: Lot;
  readonly quantity: number;
  readonly from: CountName;
  readonly to: CountName;
}

/** A pool that nothing has entered yet. */
export const emptyPool = ({ id, partnerId, sku, term }: PoolKey): Pool => ({
  id,
  partnerId,
  sku,
  term,
  quantity: 0,
  counts: noCounts,
  level: noLevel,
  version: 0,
});

/** The pool after a lot entered. */
export const poolCredited = (pool: Pool, quantity: number): Pool => ({
  id: pool.id,
  partnerId: pool.partnerId,
  sku: pool.sku,
  term: pool.term,
  quantity: pool.quantity + quantity,
  counts: credited(pool.counts, quantity),
  level: pool.level,
  version: pool.version + 1,
});

/** The pool and its lots after the moves, which are of different lots and make one event. */
export function moved(pool: Pool, moves: readonly Move[]): Stock {
  let { counts } = pool;
  const lots = moves.map(({ lot, from, to, quantity }) => {
    counts = shifted(counts, from, to, quantity);
    return lotShifted(lot, from, to, quantity);
  });
  return { pool: { ...pool, counts, version: pool.version + 1 }, lots };
}

/** The moves of the picks: each lot's licences go where `to` says. The lots are those of the picks. */
export function movesOf(
  lots: readonly Lot[],
  picks: readonly Pick[],
  from: CountName,
  to: (lot: Lot) => CountName,
): readonly Move[] {
  const quantities = new Map(picks.map(({ lotId, quantity }) => [lotId, quantity]));
  return lots.map((lot) => ({ lot, quantity: quantities.get(lot.id) ?? 0, from, to: to(lot) }));
}
