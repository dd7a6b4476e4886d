import { setImmediate } from 'node:timers/promises';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { type FirstOf, readTogether } from './read-together.js';

/** A transient failure: the chunk is run again, and reads apart what it read together. */
export class TooLargeTogether extends Error {
  override readonly name = 'TooLargeTogether';
}

/** The ids of single documents, or a filter. */
type What =
  { readonly ids: ReadonlySet<string> } | { readonly filter: object; readonly first: FirstOf | undefined };

interface Asked {
  readonly collection: mongo.Collection<never>;
  readonly what: What;
  readonly resolve: (documents: never[]) => void;
  readonly reject: (error: unknown) => void;
}

/** What is read at once of a collection. */
interface Read {
  readonly collection: mongo.Collection<never>;
  readonly filter: object;
  readonly first: FirstOf | undefined;
  /** Who has asked for it; several, for single documents of one collection. */
  readonly asked: readonly Asked[];
}

const batchSize = 5000;
/** Sessions whose reads were too large together. */
const apart = new WeakSet<ClientSession>();

/**
 * The reads of one transaction. A session bears one command at a time, and on small chunks the way there and back costs more
 * than the reading: whatever is asked for while another read is under way goes out together, as one command.
 */
export class Reads {
  #waiting: Asked[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly session: ClientSession) {}

  /**
   * Whole documents of a collection of the service's database.
   * @param first these alone; all that match, in any order, when left out
   * @throws TooLargeTogether when they have to be read apart, once in the life of a session
   */
  async find<Document extends object>(
    collection: mongo.Collection<Document>,
    filter: mongo.Filter<Document>,
    first?: FirstOf,
  ): Promise<mongo.WithId<Document>[]> {
    return this.#ask(collection, { filter, first });
  }

  /** Single documents; whoever asks for some of the same collection meanwhile shares one read with it. @throws as `find` */
  async byId<Document extends object>(
    collection: mongo.Collection<Document>,
    ids: Iterable<string>,
  ): Promise<mongo.WithId<Document>[]> {
    return this.#ask(collection, { ids: new Set(ids) });
  }

  /** A read of another kind, while no other is under way. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #ask<Document extends object>(
    collection: mongo.Collection<Document>,
    what: What,
  ): Promise<mongo.WithId<Document>[]> {
    const found = new Promise<never[]>((resolve, reject) => {
      this.#waiting.push({ collection: collection as never, what, resolve, reject });
    });
    if (this.#waiting.length === 1) void this.alone(async () => this.#readWaiting());
    return found;
  }

  /** First lets whoever has waited for the read before ask for more. */
  async #readWaiting(): Promise<void> {
    await setImmediate();
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const reads = readsOf(waiting);
      const isTogether = reads.length > 1 && !apart.has(this.session);
      const found = isTogether ? await this.#together(reads) : await this.#oneByOne(reads);
      reads.forEach(({ asked }, index) => {
        for (const { what, resolve } of asked) resolve(partOf(found[index] ?? [], what));
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async #oneByOne(reads: readonly Read[]): Promise<never[][]> {
    const found: never[][] = [];
    for (const { collection, filter, first } of reads)
      found.push(await collection.find(filter, { session: this.session, batchSize, ...first }).toArray());
    return found;
  }

  async #together(reads: readonly Read[]): Promise<never[][]> {
    const named = reads.map(({ collection, filter, first }) => ({
      collection: collection.collectionName,
      filter,
      first,
    }));
    const found = await readTogether<never>(databaseOf(reads[0]?.collection), named, this.session);
    if (found) return found;
    apart.add(this.session);
    throw new TooLargeTogether(`${reads.length} reads are larger than 16 MB together`);
  }
}

/** One for each filter, and one for all single documents of a collection. */
function readsOf(waiting: readonly Asked[]): readonly Read[] {
  const reads: Read[] = [];
  const singles = new Map<mongo.Collection<never>, { readonly ids: Set<string>; readonly asked: Asked[] }>();
  for (const one of waiting) {
    const { collection, what } = one;
    if ('filter' in what) reads.push({ collection, ...what, asked: [one] });
    else {
      const known = singles.get(collection) ?? { ids: new Set(), asked: [] };
      singles.set(collection, known);
      known.asked.push(one);
      for (const id of what.ids) known.ids.add(id);
    }
  }
  for (const [collection, { ids, asked }] of singles)
    reads.push({ collection, filter: { _id: { $in: [...ids] } }, first: undefined, asked });
  return reads;
}

/** Of what was found, what was asked for. */
const partOf = (found: never[], what: What): never[] =>
  'filter' in what ? found : found.filter(({ _id }: { readonly _id: string }) => what.ids.has(_id));

/** The collections of mongoose name their connection. */
function databaseOf(collection: unknown): mongo.Db {
  const { db } = (collection as { readonly conn: Connection }).conn;
  if (!db) throw new Error('the connection is not open');
  return db;
}
