import type { Aggregates, Chunk, ChunkStore, Versioned } from '@reservoir/messaging';

/**
 * Aggregates that are named by their id, or by something that an earlier store of the chunk has loaded and that holds
 * their ids: what belongs to an assignment is known only when the assignment is read. Where it was known before, they are prefetched.
 */
export class FollowingStore<State extends Versioned, Lead> implements ChunkStore<string | Lead> {
  constructor(
    readonly aggregates: Aggregates<State>,
    readonly follows: readonly string[],
    /** Without a chunk, as what it follows was known last. */
    private readonly follow: (chunk: Chunk | undefined, lead: Lead) => readonly string[],
  ) {}

  async prefetch(chunk: Chunk, keys: readonly (string | Lead)[]): Promise<void> {
    await this.aggregates.load(chunk, this.#idsOf(undefined, keys));
  }

  async load(chunk: Chunk, keys: readonly (string | Lead)[]): Promise<void> {
    await this.aggregates.load(chunk, this.#idsOf(chunk, keys));
  }

  async save(chunk: Chunk): Promise<void> {
    await this.aggregates.save(chunk);
  }

  committed(chunk: Chunk): void {
    this.aggregates.committed(chunk);
  }

  #idsOf(chunk: Chunk | undefined, keys: readonly (string | Lead)[]): readonly string[] {
    return keys.flatMap((key) => (typeof key === 'string' ? [key] : this.follow(chunk, key)));
  }
}
