import type { mongo } from 'mongoose';
import type { Chunk } from './chunk.js';
import type { PositionDocument } from './positions.js';

interface Seen {
  readonly known: Set<string>;
  readonly added: string[];
}

/** Dedupes commands of the gateway, which come from no lane, by their operation id (messaging.md). */
export class OperationLog {
  /** @param positions beside which decided operations stand: they are moved on together */
  constructor(private readonly positions: mongo.Collection<PositionDocument>) {}

  /** Loads which of these operations were decided before. */
  async load(chunk: Chunk, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const found = await chunk.reads.byId(this.positions, ids);
    const { known } = this.#seen(chunk);
    for (const { _id } of found) known.add(_id);
  }

  /** True when the operation is new: it then counts as decided by this chunk. */
  add(chunk: Chunk, id: string): boolean {
    const { known, added } = this.#seen(chunk);
    if (known.has(id)) return false;
    known.add(id);
    added.push(id);
    return true;
  }

  /** Takes `add` back: the operation is not decided by this chunk after all. */
  remove(chunk: Chunk, id: string): void {
    const { known, added } = this.#seen(chunk);
    const index = added.indexOf(id);
    if (index < 0) return;
    added.splice(index, 1);
    known.delete(id);
  }

  /** The operations that this chunk decides. */
  decided(chunk: Chunk): readonly string[] {
    return this.#seen(chunk).added;
  }

  #seen(chunk: Chunk): Seen {
    return chunk.stateOf(this, () => ({ known: new Set<string>(), added: [] }));
  }
}
