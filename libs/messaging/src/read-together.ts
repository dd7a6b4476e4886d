import type { ClientSession, mongo } from 'mongoose';

/** One of several reads of a database. */
export interface OneRead {
  readonly collection: string;
  readonly filter: object;
  /** The fields to read; all when left out. */
  readonly projection?: Readonly<Record<string, 1>> | undefined;
  /** The first of it in some order; all, in any order, when left out. */
  readonly first?: FirstOf | undefined;
  /** Of these, no more than `_id` and `version` is read while the version is the same; nothing is known when left out. */
  readonly known?: Iterable<Stamp> | undefined;
}

/** Says which state of a document is meant. */
export interface Stamp {
  readonly _id: string;
  readonly version: number;
}

/** The first documents in an order. */
export interface FirstOf {
  readonly sort: Readonly<Record<string, 1 | -1>>;
  readonly limit: number;
}

/** MongoDB: the one document that holds all that is read together would be larger than 16 MB. */
const objectTooLarge = 10334;

/**
 * Reads of several collections as one command: one empty document, to which each read adds what it finds (docs/adr/0020).
 * @param session of the transaction to read in; none when left out
 * @returns what each read found, in their order; undefined when that is larger than 16 MB together
 */
export async function readTogether<Document>(
  database: mongo.Db,
  reads: readonly OneRead[],
  session?: ClientSession,
): Promise<Document[][] | undefined> {
  const lookups = reads.map((read, index) => ({
    $lookup: { from: read.collection, pipeline: stagesOf(read), as: `read${index}` },
  }));
  const pipeline = [{ $documents: [{}] }, ...lookups];
  try {
    const [found = {}] = await database
      .aggregate<Record<string, Document[]>>(pipeline, session && { session })
      .toArray();
    return reads.map((_, index) => found[`read${index}`] ?? []);
  } catch (error) {
    if ((error as { code?: number }).code !== objectTooLarge) throw error;
    return undefined;
  }
}

/** One read as stages of an aggregation. */
export function stagesOf({ filter, projection, first, known = [] }: Omit<OneRead, 'collection'>): object[] {
  const stamps = [...known].map(({ _id, version }) => ({ _id, version }));
  return [
    { $match: filter },
    ...(first ? [{ $sort: first.sort }, { $limit: first.limit }] : []),
    ...(projection ? [{ $project: projection }] : []),
    ...(stamps.length > 0 ? [brieflyIfAmong(stamps)] : []),
  ];
}

/** MongoDB makes a set of a constant once: what it costs grows with the documents alone. */
function brieflyIfAmong(stamps: readonly Stamp[]): object {
  const stamp = { _id: '$_id', version: '$version' };
  return { $replaceWith: { $cond: [{ $setIsSubset: [[stamp], { $literal: stamps }] }, stamp, '$$ROOT'] } };
}
