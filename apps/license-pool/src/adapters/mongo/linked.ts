import type { Aggregates, Chunk, ChunkStore, Versioned } from '@reservoir/messaging';

/** Loads aggregates, and then those of another store that they name. Each store writes its own. */
export class Linked<From extends Versioned, To extends Versioned> implements ChunkStore<string> {
  readonly follows: readonly string[] = [];

  constructor(
    private readonly from: Aggregates<From>,
    private readonly to: Aggregates<To>,
    private readonly idsIn: (state: From) => readonly string[],
  ) {}

  async load(chunk: Chunk, ids: readonly string[]): Promise<void> {
    await this.from.load(chunk, ids);
    const named = ids.flatMap((id) => {
      const state = this.from.find(chunk, id);
      return state === undefined ? [] : this.idsIn(state);
    });
    await this.to.load(chunk, named);
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}
