import type { mongo } from 'mongoose';
import type { Chunk, ChunkStore } from './chunk.js';
import { whetherStale } from './errors.js';

/** One command of the gateway that was decided. */
export interface OperationDocument {
  /** The operation's id. */
  readonly _id: string;
  /** For the TTL index: 7 days; the gateway sends an operation again for 24 hours at most. */
  readonly at: Date;
}

interface Seen {
  readonly known: Set<string>;
  readonly added: string[];
}

/** Dedupes commands of the gateway, which come from no lane, by their operation id (messaging.md). */
export class OperationLog implements ChunkStore<string> {
  constructor(private readonly collection: mongo.Collection<OperationDocument>) {}

  async load(chunk: Chunk, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const found = await chunk.reads.find(this.collection, { _id: { $in: [...ids] } });
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

  async save(chunk: Chunk): Promise<void> {
    const { added } = this.#seen(chunk);
    if (added.length === 0) return;
    const at = new Date();
    const documents = added.map((_id) => ({ _id, at }));
    await whetherStale(this.collection.insertMany(documents, { session: chunk.session }));
  }

  #seen(chunk: Chunk): Seen {
    return chunk.stateOf(this, () => ({ known: new Set<string>(), added: [] }));
  }
}
