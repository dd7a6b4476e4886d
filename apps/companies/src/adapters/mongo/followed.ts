import type { Aggregates, Chunk, ChunkStore, Versioned } from '@reservoir/messaging';

/** Aggregates that are named by their id, or by what an earlier store of the chunk has loaded and that holds it. */
export class Followed<State extends Versioned, Lead> implements ChunkStore<string | Lead> {
  constructor(
    readonly aggregates: Aggregates<State>,
    private readonly follow: (chunk: Chunk, lead: Lead) => string | null | undefined,
  ) {}

  async load(chunk: Chunk, keys: readonly (string | Lead)[]): Promise<void> {
    const ids = keys.map((key) => (typeof key === 'string' ? key : this.follow(chunk, key)));
    await this.aggregates.load(
      chunk,
      ids.filter((id) => typeof id === 'string'),
    );
  }

  async save(chunk: Chunk): Promise<void> {
    await this.aggregates.save(chunk);
  }
}
