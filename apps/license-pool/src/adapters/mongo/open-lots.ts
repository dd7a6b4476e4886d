import type { Aggregates, Chunk, ChunkStore } from '@reservoir/messaging';
import { inDrawOrder, lotsPerDraw } from '../../domain/draw-order.js';
import { type Lot, openIn } from '../../domain/lot.js';
import { drawOrder, isOpen } from './schemas.js';
import { place } from './sorted-lots.js';

/** What a draw or reservation needs of a pool. */
export interface DrawNeed {
  readonly poolId: string;
  readonly quantity: number;
}

/** The open lots of one pool, as the chunk has them by now. */
interface OpenLotsOfPool {
  /** In draw order. */
  lots: Lot[];
  /** Whether these are all. */
  complete: boolean;
  /** What the draws of the chunk ask for together. */
  asked: number;
  draws: number;
}

const batchSize = 200;

/**
 * Loads the open lots of the pools that a chunk draws from, in draw order, until they cover all its draws, and keeps them
 * in order while the chunk changes them. Lots that the chunk adds or refills only make the cover larger, so that no draw
 * ever reaches a lot that lies behind one that was not loaded.
 */
export class OpenLots implements ChunkStore<DrawNeed> {
  constructor(private readonly lots: Aggregates<Lot>) {}

  async load(chunk: Chunk, needs: readonly DrawNeed[]): Promise<void> {
    const pools = this.#pools(chunk);
    for (const { poolId, quantity } of needs) {
      const { asked, draws } = pools.get(poolId) ?? { asked: 0, draws: 0 };
      pools.set(poolId, { lots: [], complete: false, asked: asked + quantity, draws: draws + 1 });
    }
    for (const poolId of new Set(needs.map((need) => need.poolId)))
      await chunk.reads.alone(async () => this.#fetch(chunk, poolId));
    for (const pool of pools.values()) pool.lots = [];
    for (const lot of this.lots.loaded(chunk))
      if (openIn(lot, chunk.now) > 0) pools.get(lot.poolId)?.lots.push(lot);
    for (const pool of pools.values()) pool.lots.sort(inDrawOrder);
  }

  /** What the chunk changes, it writes through the lots themselves. */
  save(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * The open lots of a pool by now.
   * @throws Error when the pool stood in no needs: a bug, since no lots would look the same.
   */
  in(chunk: Chunk, poolId: string): Readonly<OpenLotsOfPool> {
    return this.#pool(chunk, poolId);
  }

  /** Follows a lot that the chunk added or changed. */
  follow(chunk: Chunk, lot: Lot): void {
    const pool = this.#pools(chunk).get(lot.poolId);
    if (pool) place(pool.lots, lot, openIn(lot, chunk.now) > 0);
  }

  /** Reads on until the draws are covered, or each of them has as many lots as it may touch (PO-4). */
  async #fetch(chunk: Chunk, poolId: string): Promise<void> {
    const pool = this.#pool(chunk, poolId);
    const filter = { poolId, ...isOpen, expiresAt: { $gt: chunk.now } };
    const cursor = this.lots.collection.find(filter as object, {
      session: chunk.session,
      sort: drawOrder,
      batchSize,
    });
    let covered = 0;
    let found = 0;
    for await (const lot of cursor) {
      this.lots.adopt(chunk, [lot]);
      covered += lot.counts.available;
      found += 1;
      if (covered >= pool.asked || found >= pool.draws * lotsPerDraw) return;
    }
    pool.complete = true;
  }

  #pool(chunk: Chunk, poolId: string): OpenLotsOfPool {
    const pool = this.#pools(chunk).get(poolId);
    if (!pool) throw new Error(`the open lots of ${poolId} were not loaded: name the draw in the needs`);
    return pool;
  }

  #pools(chunk: Chunk): Map<string, OpenLotsOfPool> {
    return chunk.stateOf(this, () => new Map<string, OpenLotsOfPool>(), copyOf);
  }
}

/** For a preview, which follows lots of its own. */
const copyOf = (pools: ReadonlyMap<string, OpenLotsOfPool>): Map<string, OpenLotsOfPool> =>
  new Map([...pools].map(([id, pool]) => [id, { ...pool, lots: [...pool.lots] }]));
