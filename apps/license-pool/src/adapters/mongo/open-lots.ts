import type { Aggregates, Chunk, ChunkStore, DocumentOf } from '@reservoir/messaging';
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
  readonly lots: Lot[];
  /** Whether these are all. */
  readonly complete: boolean;
}

/** What is known of a pool. */
interface Loaded {
  /** In draw order; undefined until somebody asks: other stores may still load lots of it. */
  lots: Lot[] | undefined;
  complete: boolean;
  /** What the draws of the chunk ask for together. */
  asked: number;
  draws: number;
}

/** Read at first, together with all else that the chunk needs: one lot covers most draws. */
const firstLots = 20;
/** Read at a time, where those do not cover the draws. */
const batchSize = 200;

/**
 * Loads the open lots of the pools that a chunk draws from, in draw order, until they cover all its draws, and keeps them
 * in order while the chunk changes them. Lots that the chunk adds or refills only make the cover larger, so that no draw
 * ever reaches a lot that lies behind one that was not loaded.
 */
export class OpenLots implements ChunkStore<DrawNeed> {
  readonly follows: readonly string[] = [];

  constructor(private readonly lots: Aggregates<Lot>) {}

  async load(chunk: Chunk, needs: readonly DrawNeed[]): Promise<void> {
    const pools = this.#pools(chunk);
    for (const { poolId, quantity } of needs) {
      const { asked, draws } = pools.get(poolId) ?? { asked: 0, draws: 0 };
      pools.set(poolId, { lots: undefined, complete: false, asked: asked + quantity, draws: draws + 1 });
    }
    const poolIds = [...new Set(needs.map(({ poolId }) => poolId))];
    await Promise.all(poolIds.map(async (poolId) => this.#fetch(chunk, poolId)));
  }

  /** What the chunk changes, it writes through the lots themselves. */
  save(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * The open lots of a pool by now.
   * @throws Error when the pool stood in no needs: a bug, since no lots would look the same.
   */
  in(chunk: Chunk, poolId: string): OpenLotsOfPool {
    const pool = this.#pool(chunk, poolId);
    pool.lots ??= this.lots
      .loaded(chunk)
      .filter((lot) => lot.poolId === poolId && openIn(lot, chunk.now) > 0)
      .sort(inDrawOrder);
    return { lots: pool.lots, complete: pool.complete };
  }

  /** Follows a lot that the chunk added or changed. */
  follow(chunk: Chunk, lot: Lot): void {
    const lots = this.#pools(chunk).get(lot.poolId)?.lots;
    if (lots) place(lots, lot, openIn(lot, chunk.now) > 0);
  }

  /** Reads on until the draws are covered, or each of them has as many lots as it may touch (PO-4). */
  async #fetch(chunk: Chunk, poolId: string): Promise<void> {
    const pool = this.#pool(chunk, poolId);
    const { collection } = this.lots;
    const filter = { poolId, ...isOpen, expiresAt: { $gt: chunk.now } } as object;
    const first = await chunk.reads.find(collection, filter, { sort: drawOrder, limit: firstLots });
    if (await this.#isCoveredBy(first, pool, chunk)) return;
    if (first.length < firstLots) pool.complete = true;
    else
      pool.complete = await chunk.reads.alone(async () => {
        const all = collection.find(filter, { session: chunk.session, sort: drawOrder, batchSize });
        return !(await this.#isCoveredBy(all, pool, chunk));
      });
  }

  /** Takes lots until they cover the draws of a pool. @param lots in draw order, from the first on */
  async #isCoveredBy(
    lots: Iterable<DocumentOf<Lot>> | AsyncIterable<DocumentOf<Lot>>,
    pool: Loaded,
    chunk: Chunk,
  ): Promise<boolean> {
    let covered = 0;
    let found = 0;
    for await (const lot of lots) {
      this.lots.adopt(chunk, [lot]);
      covered += lot.counts.available;
      found += 1;
      if (covered >= pool.asked || found >= pool.draws * lotsPerDraw) return true;
    }
    return false;
  }

  #pool(chunk: Chunk, poolId: string): Loaded {
    const pool = this.#pools(chunk).get(poolId);
    if (!pool) throw new Error(`the open lots of ${poolId} were not loaded: name the draw in the needs`);
    return pool;
  }

  #pools(chunk: Chunk): Map<string, Loaded> {
    return chunk.stateOf(this, () => new Map<string, Loaded>(), copyOf);
  }
}

/** For a preview, which follows lots of its own. */
const copyOf = (pools: ReadonlyMap<string, Loaded>): Map<string, Loaded> =>
  new Map([...pools].map(([id, pool]) => [id, { ...pool, lots: pool.lots && [...pool.lots] }]));
