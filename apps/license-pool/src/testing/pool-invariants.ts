import { isDeepStrictEqual } from 'node:util';
import type { LicensePoolEvent, PoolRanLow } from '../domain/license-pool.events.js';
import type { Lot, Pick } from '../domain/lot.js';
import type { Pool } from '../domain/pool.js';
import { aPoolOf } from './license-pool.fixtures.js';
import type { MemoryCollections } from './memory-collections.js';

/** What the events alone tell. */
export class Replay {
  readonly pools = new Map<string, Pool>();
  readonly lots = new Map<string, Lot>();
  readonly assigned = new Map<string, number>();
  readonly sources: string[] = [];
  readonly gaps: string[] = [];

  add(event: LicensePoolEvent): void {
    if (!('pool' in event)) return;
    if (event.type === 'pool-ran-low') return this.#ranLow(event);
    const { pool } = event;
    if (pool.version !== (this.pools.get(pool.id)?.version ?? 0) + 1)
      this.gaps.push(`${pool.id} ${pool.version}`);
    this.pools.set(pool.id, pool);
    for (const lot of event.lots) this.lots.set(lot.id, lot);
    if (event.type === 'lot-added') {
      this.sources.push(...event.lots.map(({ source }) => JSON.stringify(source)));
      for (const { id, counts } of event.lots)
        if (counts.assigned > 0) this.assigned.set(id, counts.assigned);
    }
    if (event.type === 'licenses-assigned') count(this.assigned, event.picks, 1);
    if (leaving(event)) count(this.assigned, event.picks, -1);
  }

  /** PO-11: beside the change that made it so, and only below. */
  #ranLow({ pool, threshold }: PoolRanLow): void {
    if (pool.version !== this.pools.get(pool.id)?.version || pool.counts.available >= threshold.licences)
      this.gaps.push(`${pool.id} ran low at ${pool.counts.available}`);
  }
}

const leaving = (
  event: LicensePoolEvent,
): event is Extract<
  LicensePoolEvent,
  { readonly type: 'licenses-recovered' | 'licenses-retired' | 'licenses-transferred' }
> =>
  event.type === 'licenses-recovered' ||
  event.type === 'licenses-transferred' ||
  (event.type === 'licenses-retired' && !event.adjustment);

function count(byLot: Map<string, number>, picks: readonly Pick[], sign: number): void {
  for (const { lotId, quantity } of picks) byLot.set(lotId, (byLot.get(lotId) ?? 0) + sign * quantity);
}

/** Invariants 1, 3, 8 and 11 of docs/domain.md §7: each that does not hold. */
export const faultsIn = (memory: MemoryCollections, replay: Replay): readonly string[] => [
  ...faultsOfLots(memory, replay),
  ...faultsOfPools(memory),
  ...faultsOfEvents(memory, replay),
];

function* faultsOfLots(memory: MemoryCollections, { assigned }: Replay): Generator<string> {
  const held = new Map<string, number>();
  for (const { state, picks } of memory.all('reservations')) if (state === 'held') count(held, picks, 1);
  for (const { id, counts, quantity } of memory.all('lots')) {
    const seven = Object.values(counts) as number[];
    if (seven.some((n) => n < 0) || seven.reduce((sum, n) => sum + n, 0) !== quantity) yield `1: lot ${id}`;
    if (counts.reserved !== (held.get(id) ?? 0)) yield `3: lot ${id}`;
    if (counts.assigned !== (assigned.get(id) ?? 0)) yield `assigned but not returned: lot ${id}`;
  }
}

function* faultsOfPools(memory: MemoryCollections): Generator<string> {
  const byPool = new Map<string, Lot[]>();
  for (const lot of memory.all('lots')) byPool.set(lot.poolId, [...(byPool.get(lot.poolId) ?? []), lot]);
  for (const pool of memory.all('pools')) {
    const lots = byPool.get(pool.id) ?? [];
    if (!isDeepStrictEqual(pool, { ...aPoolOf(lots, pool), level: pool.level, version: pool.version }))
      yield `1: pool ${pool.id}`;
  }
}

function* faultsOfEvents(
  memory: MemoryCollections,
  { sources, gaps, pools, lots }: Replay,
): Generator<string> {
  if (new Set(sources).size < sources.length) yield '8: a source was doubled';
  yield* gaps.map((gap) => `11: ${gap}`);
  if (!sameStates(memory.all('pools'), pools) || !sameStates(memory.all('lots'), lots))
    yield '11: the events tell another state';
}

const sameStates = <State extends { readonly id: string }>(
  kept: readonly State[],
  told: Map<string, State>,
): boolean =>
  kept.length === told.size && kept.every((state) => isDeepStrictEqual(state, told.get(state.id)));
