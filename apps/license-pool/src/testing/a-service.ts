import type { Instant } from '@reservoir/kernel';
import type { Collections } from '../application/collections.js';
import type { Lot } from '../domain/lot.js';
import type { Pool } from '../domain/pool.js';
import { aKey, aPartner, aPoolOf, anAssortment, now } from './license-pool.fixtures.js';
import { MemoryCollections } from './memory-collections.js';

/** A pool in memory, with `partner-gold` and what it may buy: each run is a unit of work of its own. */
export function aService(...lots: readonly Lot[]) {
  const memory = new MemoryCollections();
  const key = aKey();
  const run = <T>(decide: (collections: Collections, now: Instant) => T, time: Instant = now): T => {
    const { collections, commit } = memory.begin(time);
    const value = decide(collections, time);
    if (!commit()) throw new Error('nobody else writes here');
    return value;
  };
  run((collections) => {
    collections.partners.save(aPartner());
    collections.assortments.save(anAssortment());
    if (lots.length > 0) collections.pools.save(aPoolOf(lots, key));
    for (const lot of lots) collections.lots.save(lot);
  });
  return {
    key,
    memory,
    run,
    pool: (): Pool | undefined => run(({ pools }) => pools.find(key.id)),
    lot: (id: string): Lot | undefined => run((collections) => collections.lots.find(id)),
  };
}
