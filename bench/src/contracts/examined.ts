import type { Connection } from 'mongoose';

/** What look-ups of due work have read. */
export interface Examined {
  readonly keys: number;
  readonly found: number;
}

interface Profiled {
  readonly keysExamined?: number;
  readonly nreturned?: number;
}

const profile = 'system.profile';
/** A look asks for what is due up to an instant, of one of these fields; the bench itself asks for one document at a time. */
const aLook = {
  op: { $in: ['query', 'getmore'] },
  $or: ['command', 'originatingCommand'].flatMap((command) =>
    ['dueAt', 'at'].map((field) => ({
      [`${command}.filter.${field}.$lte`]: { $exists: true },
      [`${command}.limit`]: { $gt: 1 },
    })),
  ),
};

/** Counts what the looks for due work read while something happens, by the database's own profiler. */
export async function examinedDuring({ db }: Connection, work: () => Promise<void>): Promise<Examined> {
  if (!db) throw new Error('the database is not connected');
  await db.dropCollection(profile);
  await db.createCollection(profile, { capped: true, size: 2 ** 27 });
  await db.command({ profile: 2, slowms: 0 });
  try {
    await work();
  } finally {
    await db.command({ profile: 0 });
  }
  const looks = (await db.collection(profile).find(aLook).toArray()) as unknown as Profiled[];
  return {
    keys: looks.reduce((sum, { keysExamined = 0 }) => sum + keysExamined, 0),
    found: looks.reduce((sum, { nreturned = 0 }) => sum + nreturned, 0),
  };
}
