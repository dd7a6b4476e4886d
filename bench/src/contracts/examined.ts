import { profiled } from '@reservoir/testing';
import type { Connection } from 'mongoose';

/** What look-ups of due work have read. */
export interface Examined {
  readonly keys: number;
  readonly found: number;
}

/** Counts what the looks for due work read while something happens. */
export async function examinedDuring(database: Connection, work: () => Promise<void>): Promise<Examined> {
  const looks = (await profiled(database, work)).filter(({ command }) => isLook(command));
  return {
    keys: looks.reduce((sum, { keysExamined }) => sum + keysExamined, 0),
    found: looks.reduce((sum, { returned }) => sum + returned, 0),
  };
}

/** A look asks for what is due up to an instant; the bench itself asks for one document at a time. */
const isLook = ({ filter = {}, limit }: { filter?: object; limit?: unknown }): boolean =>
  'dueAt' in filter && typeof limit === 'number' && limit > 1;
