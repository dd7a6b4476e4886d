import { setImmediate } from 'node:timers/promises';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { type FirstOf, readTogether } from './read-together.js';

/** A transient failure: the chunk is run again, and reads apart what it read together. */
export class TooLargeTogether extends Error {
  override readonly name = 'TooLargeTogether';
}

interface Asked {
  readonly collection: mongo.Collection<never>;
  readonly filter: object;
  readonly first: FirstOf | undefined;
  readonly resolve: (documents: never[]) => void;
  readonly reject: (error: unknown) => void;
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
    const found = new Promise<never[]>((resolve, reject) => {
      this.#waiting.push({ collection: collection as never, filter, first, resolve, reject });
    });
    if (this.#waiting.length === 1) void this.alone(async () => this.#readWaiting());
    return found;
  }

  /** A read of another kind, while no other is under way. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** First lets whoever has waited for the read before ask for more. */
  async #readWaiting(): Promise<void> {
    await setImmediate();
    const asked = this.#waiting;
    this.#waiting = [];
    try {
      const isTogether = asked.length > 1 && !apart.has(this.session);
      const found = isTogether ? await this.#together(asked) : await this.#oneByOne(asked);
      asked.forEach(({ resolve }, index) => {
        resolve(found[index] ?? []);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async #oneByOne(asked: readonly Asked[]): Promise<never[][]> {
    const found: never[][] = [];
    for (const { collection, filter, first } of asked)
      found.push(await collection.find(filter, { session: this.session, batchSize, ...first }).toArray());
    return found;
  }

  async #together(asked: readonly Asked[]): Promise<never[][]> {
    const reads = asked.map(({ collection: { collectionName: collection }, filter, first }) => ({
      collection,
      filter,
      first,
    }));
    const found = await readTogether<never>(databaseOf(asked[0]?.collection), reads, this.session);
    if (found) return found;
    apart.add(this.session);
    throw new TooLargeTogether(`${asked.length} reads are larger than 16 MB together`);
  }
}

/** The collections of mongoose name their connection. */
function databaseOf(collection: unknown): mongo.Db {
  const { db } = (collection as { readonly conn: Connection }).conn;
  if (!db) throw new Error('the connection is not open');
  return db;
}
