import type { Instant } from '@reservoir/kernel';
import type { ClientSession } from 'mongoose';
import { Reads } from './reads.js';
import { Writes } from './writes.js';

/**
 * The unit of work: one MongoDB transaction over up to 1,000 records of one partition. A new Chunk is made for every
 * attempt, so that nothing of an aborted attempt is left behind.
 */
export class Chunk {
  readonly #states = new Map<object, object>();
  /** The only way to read in the transaction. */
  readonly reads: Reads;
  /** What is written at the end of it; of a scratch, never. */
  readonly writes: Writes;

  constructor(
    readonly session: ClientSession,
    /** The time of the attempt: every record of it is decided at this instant. */
    readonly now: Instant,
    private readonly below?: Chunk,
  ) {
    this.reads = below?.reads ?? new Reads(session);
    this.writes = new Writes(session);
  }

  /**
   * What a store remembers of this chunk; made at the first call.
   * @param copy makes what a scratch begins with, of what the store remembers of the chunk below it: no change of the
   * copy may show in the original. Left out by who remembers nothing that was read or put: a scratch then begins anew.
   */
  stateOf<State extends object>(store: object, create: () => State, copy?: (below: State) => State): State {
    const known = this.known(store) as State | undefined;
    if (known) return known;
    const original = this.below?.known(store) as State | undefined;
    const state = original && copy ? copy(original) : create();
    this.#states.set(store, state);
    return state;
  }

  protected known(store: object): object | undefined {
    return this.#states.get(store);
  }

  /** A chunk to try something on (CT-18): it has what this one has by now, and what is put into it goes nowhere. */
  scratch(): Chunk {
    return new Chunk(this.session, this.now, this);
  }
}

/** What records need to be loaded, by name of the store. */
export type Needs = Readonly<Record<string, readonly unknown[]>>;

/** A collection that takes part in chunks: read once before the first decision, written once after the last. */
export interface ChunkStore<Key = never> {
  /**
   * Names of the stores whose documents it looks at to know what to load: it loads when they have. Left out: all that come
   * before it.
   */
  readonly follows?: readonly string[];
  /**
   * Loads what `load` is likely to, before what it follows is there; `load` asks for the rest. For stores that follow others: whatever is
   * known of a document that was loaded before may be outdated, and can tell no more than where to look.
   */
  prefetch?(chunk: Chunk, keys: readonly Key[]): Promise<void>;
  /**
   * Loads what the records of the chunk named in their needs, with one query where it can, by `chunk.reads`: stores that
   * do not follow each other load at the same time. May be called again in the same chunk with further keys.
   */
  load(chunk: Chunk, keys: readonly Key[]): Promise<void>;
  /**
   * Writes what the decisions changed, or adds it to `chunk.writes`, which are written when every store has saved.
   * @throws StaleVersion when somebody else wrote meanwhile: the chunk is run again.
   */
  save(chunk: Chunk): Promise<void>;
  /** Called once, when what was saved is committed, before anything else happens in the process. Must not throw. */
  committed?(chunk: Chunk): void;
}

/** The stores of a service, by the names that needs use; saved in this order, and loaded in it as far as they follow each other. */
export type ChunkStores = Readonly<Record<string, ChunkStore>>;
