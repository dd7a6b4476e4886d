import type { Aggregates, Chunk, ChunkStore, Versioned } from '@reservoir/messaging';

/**
 * Aggregates that are named by their id, or by something that an earlier store of the chunk has loaded and that holds
 * their ids: what belongs to an assignment is known only when the assignment is read.
 */
export class FollowingStore<State extends Versioned, Lead> implements ChunkStore<string | Lead> {
  constructor(
    readonly aggregates: Aggregates<State>,
    readonly follows: readonly string[],
    private readonly follow: (chunk: Chunk, lead: Lead) => readonly string[],
  ) {}

  async load(chunk: Chunk, keys: readonly (string | Lead)[]): Promise<void> {
    const ids = keys.flatMap((key) => (typeof key === 'string' ? [key] : this.follow(chunk, key)));
    await this.aggregates.load(chunk, ids);
  }

  async save(chunk: Chunk): Promise<void> {
    await this.aggregates.save(chunk);
  }
}
