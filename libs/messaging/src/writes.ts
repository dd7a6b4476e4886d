import type { ClientSession, mongo } from 'mongoose';
import { StaleVersion, whetherStale } from './errors.js';

/** One document as a chunk leaves it. */
export interface Write {
  readonly document: { readonly _id: string };
  /** The version that was read; null when there was no document. */
  readonly version: number | null;
}

type Collection = mongo.Collection<{ readonly _id: string }>;

/** So few new documents go out with those that change, in one command; more are inserted faster by themselves. */
const fewInserts = 100;

/** The writes of one transaction, gathered by collection: what shares a collection goes out together, as one command. */
export class Writes {
  readonly #gathered = new Map<Collection, Write[]>();

  constructor(private readonly session: ClientSession) {}

  add<Document extends { readonly _id: string }>(
    collection: mongo.Collection<Document>,
    writes: readonly Write[],
  ): void {
    if (writes.length === 0) return;
    const key = collection as unknown as Collection;
    const known = this.#gathered.get(key);
    if (known) known.push(...writes);
    else this.#gathered.set(key, [...writes]);
  }

  /**
   * Writes all that was added, collection after collection in the order of their first writes.
   * @throws StaleVersion when a document has another version than was read, or is there when there was none
   */
  async flush(): Promise<void> {
    for (const [collection, writes] of this.#gathered) await this.#write(collection, writes);
    this.#gathered.clear();
  }

  async #write(collection: Collection, writes: readonly Write[]): Promise<void> {
    const inserts = writes.filter(({ version }) => version === null);
    const updates = writes.filter(({ version }) => version !== null);
    if (updates.length > 0 && inserts.length <= fewInserts) return this.#replace(collection, writes);
    if (inserts.length > 0) await this.#insert(collection, inserts);
    if (updates.length > 0) await this.#replace(collection, updates);
  }

  async #insert(collection: Collection, writes: readonly Write[]): Promise<void> {
    const documents = writes.map(({ document }) => document);
    await whetherStale(collection.insertMany(documents, { session: this.session, ordered: true }));
  }

  /** A new document replaces one that does not exist: that is inserted, or fails as a second one of its id. */
  async #replace(collection: Collection, writes: readonly Write[]): Promise<void> {
    const operations = writes.map(({ document, version }) => ({
      replaceOne: {
        filter: { _id: document._id, version },
        replacement: document,
        upsert: version === null,
        hint: '_id_',
      },
    })) as unknown as mongo.AnyBulkWriteOperation<{ readonly _id: string }>[];
    const { session } = this;
    const result = await whetherStale(collection.bulkWrite(operations, { session, ordered: false }));
    const stale = writes.length - result.matchedCount - result.upsertedCount;
    if (stale > 0) throw new StaleVersion(`${collection.collectionName}: ${stale} stale`);
  }
}
