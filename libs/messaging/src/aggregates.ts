import type { mongo } from 'mongoose';
import type { Chunk, ChunkStore } from './chunk.js';
import { aggregateIdOf, documentIdOf, stateOf } from './typed-id.js';

/** Anything kept as one document that is written on condition that nobody has changed it since it was read. */
export interface Versioned {
  readonly id: string;
  /** 1 after the first write; grows with every change. */
  readonly version: number;
}

/** How a `Versioned` stands in its collection: `_id` for `id`, all else as it is. */
export type DocumentOf<State extends Versioned> = Omit<State, 'id'> & { readonly _id: string };

/** A document as this process has read or written it last, and its state. */
export interface Known<State extends Versioned> {
  readonly document: { readonly _id: string; readonly version: number };
  readonly state: State;
}

/** What is known of documents, by the ids of their states, within bounds: an LRU cache. */
export interface Memory<State extends Versioned> {
  get(id: string): Known<State> | undefined;
  set(id: string, known: Known<State>): unknown;
}

interface Slot<State> {
  /** There was no document when it was loaded. */
  readonly isNew: boolean;
  state: State | undefined;
  changed: boolean;
}

/**
 * The aggregates of one type that a chunk touches: an identity map that loads with one query, and writes each on condition that
 * nobody has changed it since. They have a collection of their own, or share one with others that change together with them: what a chunk changes
 * there is one command then (docs/adr/0029).
 */
export class Aggregates<State extends Versioned> implements ChunkStore<string> {
  readonly collection: mongo.Collection<DocumentOf<State>>;
  readonly follows: readonly string[] = [];
  readonly #tell: ((committed: readonly State[]) => void)[] = [];

  /**
   * @param model of mongoose: for its collection; documents are read and written past mongoose.
   * @param type in a collection that several share: documents have it in `type` and before their id, `contract/…`
   * @param memory a document that is known in the version that it has by now is not read again. Every change has a greater version, and
   * what was deleted is forgotten before its id may come again
   */
  constructor(
    model: { readonly collection: object },
    readonly type?: string,
    private readonly memory?: Memory<State>,
  ) {
    this.collection = model.collection as mongo.Collection<DocumentOf<State>>;
  }

  async load(chunk: Chunk, ids: readonly string[]): Promise<void> {
    const slots = this.#slots(chunk);
    const missing = [...new Set(ids)].filter((id) => !slots.has(id));
    if (missing.length === 0) return;
    const keys = missing.map((id) => documentIdOf(id, this.type));
    const known = missing.flatMap((id) => this.memory?.get(id)?.document ?? []);
    const documents = await chunk.reads.byId(this.collection, keys, known);
    for (const id of missing) slots.set(id, { isNew: true, state: undefined, changed: false });
    for (const document of documents) this.#keep(slots, document as unknown as DocumentOf<State>);
  }

  /**
   * Puts documents that the caller found by a query of its own (in the chunk's session) into the chunk. What the chunk
   * holds already stays as it is.
   */
  adopt(chunk: Chunk, documents: readonly DocumentOf<State>[]): void {
    const slots = this.#slots(chunk);
    for (const document of documents) if (!slots.has(this.idOf(document))) this.#keep(slots, document);
  }

  /** The id of the aggregate that stands in a document. */
  idOf({ _id }: { readonly _id: string }): string {
    return aggregateIdOf(_id, this.type);
  }

  /**
   * The state as the chunk has it by now.
   * @throws Error when the id stood in no needs: a bug, since a missing document would look the same.
   */
  find(chunk: Chunk, id: string): State | undefined {
    const slot = this.#slots(chunk).get(id);
    if (!slot)
      throw new Error(
        `${this.type ?? this.collection.collectionName} ${id} was not loaded: name it in the needs`,
      );
    return slot.state;
  }

  /** The state as this process has read or written it last, which may be outdated; undefined when nothing is remembered. */
  lastKnown(id: string): State | undefined {
    return this.memory?.get(id)?.state;
  }

  /** The state if the chunk holds it: for who has loaded all that there may be by a query of its own. */
  held(chunk: Chunk, id: string): State | undefined {
    return this.#slots(chunk).get(id)?.state;
  }

  /** All that the chunk holds of this collection, changed or not. */
  loaded(chunk: Chunk): readonly State[] {
    return [...this.#slots(chunk).values()].flatMap((slot) => (slot.state === undefined ? [] : [slot.state]));
  }

  /**
   * Replaces the state; it is written at the end of the chunk. An id that was not loaded is taken for a new document.
   * @throws Error where documents are remembered and the version is not greater than before: a bug, since others would not see the change
   */
  put(chunk: Chunk, state: State): void {
    const slots = this.#slots(chunk);
    const slot = slots.get(state.id);
    if (this.memory && slot?.state && slot.state.version >= state.version)
      throw new Error(`${this.type ?? this.collection.collectionName} ${state.id} needs a greater version`);
    if (slot) Object.assign(slot, { state, changed: true });
    else slots.set(state.id, { isNew: true, state, changed: true });
  }

  /**
   * @param tell is called with what a chunk of this process has changed, as soon as that is committed: whoever reads finds it, or
   * what came after it. Must not throw.
   */
  whenCommitted(tell: (committed: readonly State[]) => void): void {
    this.#tell.push(tell);
  }

  committed(chunk: Chunk): void {
    if (this.#tell.length === 0 && !this.memory) return;
    const states = this.#changed(chunk).map(({ state }) => state as State);
    for (const state of states) this.memory?.set(state.id, { document: this.#documentOf(state), state });
    if (states.length > 0) for (const tell of this.#tell) tell(states);
  }

  save(chunk: Chunk): Promise<void> {
    const writes = this.#changed(chunk).map(({ state, isNew }) => ({
      document: this.#documentOf(state as State),
      isNew,
    }));
    chunk.writes.add(this.collection, writes);
    return Promise.resolve();
  }

  #keep(slots: Map<string, Slot<State>>, document: DocumentOf<State>): void {
    const known = this.memory?.get(this.idOf(document));
    const state =
      known?.document === document ? known.state : (stateOf(document, this.type) as unknown as State);
    if (known?.state !== state) this.memory?.set(state.id, { document, state });
    slots.set(state.id, { isNew: false, state, changed: false });
  }

  #documentOf({ id, ...rest }: State): Known<State>['document'] {
    return { _id: documentIdOf(id, this.type), ...(this.type !== undefined && { type: this.type }), ...rest };
  }

  #changed(chunk: Chunk): readonly Slot<State>[] {
    return [...this.#slots(chunk).values()].filter((slot) => slot.changed);
  }

  #slots(chunk: Chunk): Map<string, Slot<State>> {
    return chunk.stateOf(this, () => new Map<string, Slot<State>>(), copyOf);
  }
}

/** States are replaced, never changed: the slots are all there is to copy. */
const copyOf = <State>(slots: Map<string, Slot<State>>): Map<string, Slot<State>> =>
  new Map([...slots].map(([id, slot]) => [id, { ...slot }]));
