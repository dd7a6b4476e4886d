import { setImmediate } from 'node:timers/promises';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { type FirstOf, type Stamp, readTogether, stagesOf } from './read-together.js';

/** A transient failure: the chunk is run again, and reads apart what it read together. */
export class TooLargeTogether extends Error {
  override readonly name = 'TooLargeTogether';
}

/** Documents of a type, of which a field is one of the values or lists one of them; it has an index. */
export interface ByField {
  readonly type: string;
  readonly field: string;
  readonly values: Iterable<string>;
}

/** What may share a read with others of its collection: single documents, or those that a field names; or a filter, which is read by itself. */
type What =
  | { readonly ids: ReadonlySet<string>; readonly known: readonly Stamp[] }
  | { readonly type: string; readonly field: string; readonly values: ReadonlySet<string> }
  | { readonly filter: object; readonly first: FirstOf | undefined };

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
  /** Documents as they are known, by their id. */
  readonly known: ReadonlyMap<string, Stamp>;
  /** Who has asked for it; several, unless they gave a filter. */
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

  /**
   * Single documents; whoever asks for some of the same collection meanwhile shares one read with it.
   * @param known some of them as they were read before: one whose version is the same still is not read again, but given back
   * @throws as `find`
   */
  async byId<Document extends object>(
    collection: mongo.Collection<Document>,
    ids: Iterable<string>,
    known: readonly Stamp[] = [],
  ): Promise<mongo.WithId<Document>[]> {
    return this.#ask(collection, { ids: new Set(ids), known });
  }

  /** Documents by one of their fields; whoever asks for some of the same collection meanwhile shares one read with it. @throws as `find` */
  async byField<Document extends object>(
    collection: mongo.Collection<Document>,
    { type, field, values }: ByField,
  ): Promise<mongo.WithId<Document>[]> {
    return this.#ask(collection, { type, field, values: new Set(values) });
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
      reads.forEach(({ asked, known }, index) => {
        const documents = (found[index] ?? []).map((document) => asKnown(document, known));
        for (const { what, resolve } of asked) resolve(partOf(documents, what));
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async #oneByOne(reads: readonly Read[]): Promise<never[][]> {
    const found: never[][] = [];
    for (const read of reads) found.push(await this.#one(read));
    return found;
  }

  async #one({ collection, filter, first, known }: Read): Promise<never[]> {
    const options = { session: this.session, batchSize };
    return known.size === 0
      ? collection.find(filter, { ...options, ...first }).toArray()
      : collection.aggregate<never>(stagesOf({ filter, first, known: known.values() }), options).toArray();
  }

  async #together(reads: readonly Read[]): Promise<never[][]> {
    const named = reads.map(({ collection, filter, first, known }) => ({
      ...{ collection: collection.collectionName, filter, first },
      known: known.values(),
    }));
    const found = await readTogether<never>(databaseOf(reads[0]?.collection), named, this.session);
    if (found) return found;
    apart.add(this.session);
    throw new TooLargeTogether(`${reads.length} reads are larger than 16 MB together`);
  }
}

/** One for each filter, and one for all else that is asked for of a collection. */
function readsOf(waiting: readonly Asked[]): readonly Read[] {
  const reads: Read[] = [];
  const shared = new Map<mongo.Collection<never>, Asked[]>();
  for (const one of waiting) {
    const { collection, what } = one;
    const known = shared.get(collection);
    if ('filter' in what) reads.push({ collection, ...what, known: new Map(), asked: [one] });
    else if (known) known.push(one);
    else shared.set(collection, [one]);
  }
  for (const [collection, asked] of shared) {
    const whats = asked.map(({ what }) => what);
    const known = new Map(
      whats.flatMap((what) => ('ids' in what ? what.known : [])).map((one) => [one._id, one]),
    );
    reads.push({ collection, filter: filterOf(whats), first: undefined, known, asked });
  }
  return reads;
}

/** The document as it was known, if that is what was found. */
function asKnown(found: never, known: Read['known']): never {
  const { _id, version }: Stamp = found;
  const one = known.get(_id);
  if (!one) return found;
  return one.version === version ? (one as never) : found;
}

/** Any of what is asked for; by a field, all types that name it are read of all of its values. */
function filterOf(all: readonly What[]): object {
  const ids = new Set<string>();
  const fields = new Map<string, { readonly types: Set<string>; readonly values: Set<string> }>();
  for (const what of all)
    if ('ids' in what) for (const id of what.ids) ids.add(id);
    else if ('field' in what) {
      const known = fields.get(what.field) ?? { types: new Set(), values: new Set() };
      fields.set(what.field, known);
      known.types.add(what.type);
      for (const value of what.values) known.values.add(value);
    }
  const parts = [
    ...(ids.size > 0 || fields.size === 0 ? [{ _id: { $in: [...ids] } }] : []),
    ...[...fields].map(([field, { types, values }]) => ({
      type: { $in: [...types] },
      [field]: { $in: [...values] },
    })),
  ];
  return parts.length === 1 ? (parts[0] as object) : { $or: parts };
}

/** Of what was found, what was asked for. */
function partOf(found: never[], what: What): never[] {
  if ('filter' in what) return found;
  if ('ids' in what) return found.filter(({ _id }: { readonly _id: string }) => what.ids.has(_id));
  const { type, field, values } = what;
  return found.filter((document: Readonly<Record<string, unknown>>) => {
    const value = document[field];
    return document['type'] === type && [value].flat().some((one) => values.has(one as string));
  });
}

/** The collections of mongoose name their connection. */
function databaseOf(collection: unknown): mongo.Db {
  const { db } = (collection as { readonly conn: Connection }).conn;
  if (!db) throw new Error('the connection is not open');
  return db;
}
