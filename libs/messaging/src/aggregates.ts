import type { mongo } from 'mongoose';
import type { Chunk, ChunkStore } from './chunk.js';
import { StaleVersion, whetherStale } from './errors.js';

/** Anything kept as one document that is written on condition of the version read. */
export interface Versioned {
  readonly id: string;
  /** 1 after the first write; grows with every change. */
  readonly version: number;
}

/** How a `Versioned` stands in its collection: `_id` for `id`, all else as it is. */
export type DocumentOf<State extends Versioned> = Omit<State, 'id'> & { readonly _id: string };

/** So few new documents go out with those that change, in one command; more are inserted faster by themselves. */
const fewInserts = 100;

interface Slot<State> {
  /** Null when there was no document. */
  readonly loadedVersion: number | null;
  state: State | undefined;
  changed: boolean;
}

/**
 * The documents of one collection that a chunk touches: an identity map that loads with one query and writes with one
 * bulk write, each filtered on `{_id, version}`.
 */
export class Aggregates<State extends Versioned> implements ChunkStore<string> {
  readonly collection: mongo.Collection<DocumentOf<State>>;
  readonly follows: readonly string[] = [];

  /** @param model of mongoose: for its collection; documents are read and written past mongoose. */
  constructor(model: { readonly collection: object }) {
    this.collection = model.collection as mongo.Collection<DocumentOf<State>>;
  }

  async load(chunk: Chunk, ids: readonly string[]): Promise<void> {
    const slots = this.#slots(chunk);
    const missing = [...new Set(ids)].filter((id) => !slots.has(id));
    if (missing.length === 0) return;
    const filter = { _id: { $in: missing } } as mongo.Filter<DocumentOf<State>>;
    const documents = await chunk.reads.find(this.collection, filter);
    for (const id of missing) slots.set(id, { loadedVersion: null, state: undefined, changed: false });
    for (const document of documents) this.#keep(slots, document as unknown as DocumentOf<State>);
  }

  /**
   * Puts documents that the caller found by a query of its own (in the chunk's session) into the chunk. What the chunk
   * holds already stays as it is.
   */
  adopt(chunk: Chunk, documents: readonly DocumentOf<State>[]): void {
    const slots = this.#slots(chunk);
    for (const document of documents) if (!slots.has(document._id)) this.#keep(slots, document);
  }

  /**
   * The state as the chunk has it by now.
   * @throws Error when the id stood in no needs: a bug, since a missing document would look the same.
   */
  find(chunk: Chunk, id: string): State | undefined {
    const slot = this.#slots(chunk).get(id);
    if (!slot)
      throw new Error(`${this.collection.collectionName} ${id} was not loaded: name it in the needs`);
    return slot.state;
  }

  /** The state if the chunk holds it: for who has loaded all that there may be by a query of its own. */
  held(chunk: Chunk, id: string): State | undefined {
    return this.#slots(chunk).get(id)?.state;
  }

  /** All that the chunk holds of this collection, changed or not. */
  loaded(chunk: Chunk): readonly State[] {
    return [...this.#slots(chunk).values()].flatMap((slot) => (slot.state === undefined ? [] : [slot.state]));
  }

  /** Replaces the state; it is written at the end of the chunk. An id that was not loaded is taken for a new document. */
  put(chunk: Chunk, state: State): void {
    const slots = this.#slots(chunk);
    const slot = slots.get(state.id);
    if (slot) Object.assign(slot, { state, changed: true });
    else slots.set(state.id, { loadedVersion: null, state, changed: true });
  }

  async save(chunk: Chunk): Promise<void> {
    const changed = [...this.#slots(chunk).values()].filter((slot) => slot.changed);
    const inserts = changed.filter((slot) => slot.loadedVersion === null);
    const updates = changed.filter((slot) => slot.loadedVersion !== null);
    if (updates.length > 0 && inserts.length <= fewInserts) return this.#replace(chunk, changed);
    if (inserts.length > 0) await this.#insert(chunk, inserts);
    if (updates.length > 0) await this.#replace(chunk, updates);
  }

  async #insert(chunk: Chunk, slots: readonly Slot<State>[]): Promise<void> {
    const documents = slots.map((slot) => toDocument(slot.state as State));
    await whetherStale(
      this.collection.insertMany(documents as never, { session: chunk.session, ordered: true }),
    );
  }

  /** A new document replaces one that does not exist: that is inserted, or fails as a second one of its id. */
  async #replace(chunk: Chunk, slots: readonly Slot<State>[]): Promise<void> {
    const writes = slots.map(({ state, loadedVersion: version }) => {
      const replacement = toDocument(state as State);
      return {
        replaceOne: {
          filter: { _id: replacement._id, version },
          replacement,
          upsert: version === null,
          hint: '_id_',
        },
      };
    }) as unknown as mongo.AnyBulkWriteOperation<DocumentOf<State>>[];
    const { session } = chunk;
    const result = await whetherStale(this.collection.bulkWrite(writes, { session, ordered: false }));
    const stale = slots.length - result.matchedCount - result.upsertedCount;
    if (stale > 0) throw new StaleVersion(`${this.collection.collectionName}: ${stale} stale`);
  }

  #keep(slots: Map<string, Slot<State>>, document: DocumentOf<State>): void {
    const { _id: id, ...rest } = document;
    const state = { id, ...rest } as unknown as State;
    slots.set(id, { loadedVersion: state.version, state, changed: false });
  }

  #slots(chunk: Chunk): Map<string, Slot<State>> {
    return chunk.stateOf(this, () => new Map<string, Slot<State>>(), copyOf);
  }
}

/** States are replaced, never changed: the slots are all there is to copy. */
const copyOf = <State>(slots: Map<string, Slot<State>>): Map<string, Slot<State>> =>
  new Map([...slots].map(([id, slot]) => [id, { ...slot }]));

function toDocument<State extends Versioned>(state: State): DocumentOf<State> {
  const { id, ...rest } = state;
  return { _id: id, ...rest };
}
