import type { ClientSession, mongo } from 'mongoose';
import { StaleVersion, whetherStale } from './errors.js';

/** One document as a chunk leaves it. */
export interface Write {
  readonly document: { readonly _id: string };
  /** There was none when it was read. */
  readonly isNew: boolean;
}

type Documents = { readonly _id: string };
type Collection = mongo.Collection<Documents>;

/** An update of one document, that has to be there as the filter says; or that must not be there, with `upsert`. */
export type Change =
  | { readonly updateOne: mongo.UpdateOneModel<Documents> }
  | { readonly replaceOne: mongo.ReplaceOneModel<Documents> };

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

  change<Document extends Documents>(
    collection: mongo.Collection<Document>,
    changes: readonly Change[],
  ): void {
    if (changes.length > 0) this.#of(collection).changes.push(...changes);
  }

  /**
   * Writes all that was added, collection after collection in the order of their first writes.
   * @throws StaleVersion when a document is there that was to be new, is not there, or is not as a change needs it; a transient error
   * of MongoDB when somebody else has written one since the transaction began
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
    const inserts = writes.filter(({ isNew }) => isNew);
    const updates = writes.filter(({ isNew }) => !isNew);
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
    const { matchedCount, upsertedCount } = await whetherStale(collection.bulkWrite([...changes], options));
    const inserts = changes.filter(isInsert).length;
    if (upsertedCount === inserts && matchedCount === changes.length - inserts) return;
    throw new StaleVersion(
      `${collection.collectionName}: of ${changes.length} changes, ${inserts} of them new, ${matchedCount} found a document and ${upsertedCount} none`,
    );
  }
}

/**
 * Named by the id alone, which MongoDB needs no plan for (docs/adr/0032): that nobody has changed the document since it was read is
 * what the snapshot of the transaction guarantees. A new one that is there already is counted as found, and never committed.
 */
const replacing = ({ document, isNew }: Write): Change => ({
  replaceOne: { filter: { _id: document._id }, replacement: document, upsert: isNew },
});

const isInsert = (change: Change): boolean =>
  ('updateOne' in change ? change.updateOne : change.replaceOne).upsert === true;
