import type { Collections } from '../application/collections.js';
import type { Lot } from '../domain/lot.js';
import { aKey, aPoolOf, now } from './license-pool.fixtures.js';
import { MemoryCollections } from './memory-collections.js';

/** The collections of one chunk in memory: what a controller is given. */
export interface AChunk {
  in(): Collections;
  /** The pool holds these lots. */
  given(...lots: readonly Lot[]): void;
}

/** All records of a test are of one chunk. */
export function aChunk(): AChunk {
  const { collections } = new MemoryCollections().begin(now);
  return {
    in: () => collections,
    given: (...lots) => {
      collections.pools.save(aPoolOf(lots));
      for (const lot of lots) collections.lots.save(lot);
    },
  };
}

const { partnerId, sku, term } = aKey();

/** The pool of the tests, as records name it. */
export const aPoolKey = { partnerId, sku, term } as const;
