import type { ClientSession, mongo } from 'mongoose';
import { StaleVersion, whetherStale } from './errors.js';

/** One document as a chunk leaves it. */
export interface Write {
  readonly document: { readonly _id: string };
  /** The version that was read; null when there was no document. */
  readonly version: number | null;
}

type Documents = { readonly _id: string };
type Collection = mongo.Collection<Documents>;

/** An update of one document: that has to be there as the filter says, or to be new where it inserts. */
export type Change = mongo.AnyBulkWriteOperation<Documents>;

interface Gathered {
  readonly changes: Change[];
  readonly writes: Write[];
}

/** So few new documents go out with those that change, in one command; more are inserted faster by themselves. */
const fewInserts = 100;

/** The writes of one transaction, gathered by collection: what shares a collection goes out together, as one command. */
export class Writes {
  readonly #gathered = new Map<Collection, Gathered>();

  constructor(private readonly session: ClientSession) {}

  add<Document extends Documents>(collection: mongo.Collection<Document>, writes: readonly Write[]): void {
    if (writes.length > 0) this.#of(collection).writes.push(...writes);
  }

  /** @param changes of single documents, with `hint: '_id_'` */
  change<Document extends Documents>(
    collection: mongo.Collection<Document>,
    changes: readonly Change[],
  ): void {
    if (changes.length > 0) this.#of(collection).changes.push(...changes);
  }

  /**
   * Writes all that was added, collection after collection in the order of their first writes.
   * @throws StaleVersion when a document has another version than was read, is there when there was none, or is not as a
   * change needs it
   */
  async flush(): Promise<void> {
    for (const [collection, gathered] of this.#gathered) await this.#write(collection, gathered);
    this.#gathered.clear();
  }

  #of<Document extends Documents>(collection: mongo.Collection<Document>): Gathered {
    const key = collection as unknown as Collection;
    const known = this.#gathered.get(key) ?? { changes: [], writes: [] };
    this.#gathered.set(key, known);
    return known;
  }

  async #write(collection: Collection, { changes, writes }: Gathered): Promise<void> {
    const inserts = writes.filter(({ version }) => version === null);
    const updates = writes.filter(({ version }) => version !== null);
    const changing = changes.length + updates.length > 0;
    if (changing && inserts.length <= fewInserts)
      return this.#change(collection, [...changes, ...writes.map(replacing)]);
    if (changing) await this.#change(collection, [...changes, ...updates.map(replacing)]);
    if (inserts.length > 0) await this.#insert(collection, inserts);
  }

  async #insert(collection: Collection, writes: readonly Write[]): Promise<void> {
    const documents = writes.map(({ document }) => document);
    await whetherStale(collection.insertMany(documents, { session: this.session, ordered: true }));
  }

  async #change(collection: Collection, changes: readonly Change[]): Promise<void> {
    const options = { session: this.session, ordered: false };
    const result = await whetherStale(collection.bulkWrite([...changes], options));
    const stale = changes.length - result.matchedCount - result.upsertedCount;
    if (stale > 0) throw new StaleVersion(`${collection.collectionName}: ${stale} stale`);
  }
}

/** A new document replaces one that does not exist: that is inserted, or fails as a second one of its id. */
const replacing = ({ document, version }: Write): Change => ({
  replaceOne: {
    filter: { _id: document._id, version },
    replacement: document,
    upsert: version === null,
    hint: '_id_',
  },
});
