import type { Connection } from 'mongoose';

/** A query, or the look-up of a write, as MongoDB ran it. */
export interface ProfiledQuery {
  /** One, or several that were read together. */
  readonly collections: readonly string[];
  readonly command: Readonly<Record<string, unknown>>;
  /** `IXSCAN { dueAt: 1 }`, `IDHACK`; `COLLSCAN` for all of a collection. Of several collections MongoDB tells the counts only. */
  readonly plan: string;
  readonly keysExamined: number;
  readonly docsExamined: number;
  readonly returned: number;
}

interface ProfileEntry {
  readonly ns: string;
  readonly command: Readonly<Record<string, unknown>>;
  readonly originatingCommand?: Readonly<Record<string, unknown>>;
  readonly planSummary?: string;
  readonly keysExamined?: number;
  readonly docsExamined?: number;
  readonly nreturned?: number;
}

const profile = 'system.profile';

/** Everything that is looked up in a database while some work is done, by whomever: from MongoDB's own profiler. */
export async function profiled(
  { db }: Connection,
  work: () => Promise<unknown>,
): Promise<readonly ProfiledQuery[]> {
  if (!db) throw new Error('the database is not connected');
  await db.dropCollection(profile);
  await db.createCollection(profile, { capped: true, size: 2 ** 27 });
  await db.command({ profile: 2 });
  try {
    await work();
  } finally {
    await db.command({ profile: 0 });
  }
  const entries = (await db.collection(profile).find({}).toArray()) as unknown as ProfileEntry[];
  return entries
    .filter(({ ns, keysExamined }) => keysExamined !== undefined && !ns.endsWith(profile))
    .map(({ ns, command, originatingCommand, planSummary = '', ...read }) => ({
      collections: collectionsOf(ns, command),
      command: originatingCommand ?? command,
      plan: planSummary,
      keysExamined: read.keysExamined ?? 0,
      docsExamined: read.docsExamined ?? 0,
      returned: read.nreturned ?? 0,
    }));
}

function collectionsOf(ns: string, { pipeline }: ProfileEntry['command']): readonly string[] {
  const stages = (pipeline ?? []) as readonly { readonly $lookup?: { readonly from: string } }[];
  const together = stages.flatMap(({ $lookup }) => $lookup?.from ?? []);
  return together.length > 0 ? together : [ns.slice(ns.indexOf('.') + 1)];
}
