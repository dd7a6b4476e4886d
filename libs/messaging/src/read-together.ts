import type { ClientSession, mongo } from 'mongoose';

/** One of several reads of a database. */
export interface OneRead {
  readonly collection: string;
  readonly filter: object;
  /** The fields to read; all when left out. */
  readonly projection?: Readonly<Record<string, 1>> | undefined;
  /** The first of it in some order; all, in any order, when left out. */
  readonly first?: FirstOf | undefined;
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
  const lookups = reads.map(({ collection: from, filter, projection, first }, index) => ({
    $lookup: {
      from,
      pipeline: [
        { $match: filter },
        ...(first ? [{ $sort: first.sort }, { $limit: first.limit }] : []),
        ...(projection ? [{ $project: projection }] : []),
      ],
      as: `read${index}`,
    },
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
