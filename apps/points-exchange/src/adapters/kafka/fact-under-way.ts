import { plusMs } from '@reservoir/kernel';
import type { RecordContext } from '@reservoir/messaging';

/** A fact of another service reaches us within this time of the command that builds on it, or counts as missing. */
const factsTakeAtMostMs = 5000;

/** True while what a command misses may still be on its way here; a user is kept waiting no longer than that. */
export const factMayBeUnderWay = ({ record, now, lastAttempt }: RecordContext): boolean =>
  !lastAttempt && record.time !== null && now < plusMs(record.time, factsTakeAtMostMs);
