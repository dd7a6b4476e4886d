import { type UtcDay, daysBetween, later } from '@reservoir/kernel';
import type { Batch } from '../batch.js';

export type RecoveryMode = 'full' | 'prorated' | 'none';

/** How licences come back up to a day of the batch, the first being day 1; null is the rest of the term (PO-8). */
export interface RecoveryStep {
  readonly untilDay: number | null;
  readonly mode: RecoveryMode;
}

/** A product's, and that of its modules (PO-8). */
export type RecoveryPolicy = readonly RecoveryStep[];

/** Where a product states nothing (PO-8). */
export const proratedThroughout: RecoveryPolicy = [{ untilDay: null, mode: 'prorated' }];

/** The preset "7 days": in full through day 7, then nothing (PO-8). */
export const sevenDays: RecoveryPolicy = [
  { untilDay: 7, mode: 'full' },
  { untilDay: null, mode: 'none' },
];

/** What a removal is judged by, beside the contract. */
export interface RecoveryTerms {
  /** Of the product, also for its modules (PO-8). */
  readonly policy: RecoveryPolicy;
  /** Whether the client may have `full` in this family today (PO-8). */
  readonly fullAllowed: boolean;
  /** The day of the operation (CT-19). */
  readonly today: UtcDay;
}

/** As long after an operation with `full`, a client gets prorated in its stead (PO-8). */
const fullEveryDays = 90;

/** Whether a client may have `full` in a family. @param last the day on which it last had; null for never (PO-8) */
export const fullIsAllowed = (last: UtcDay | null, today: UtcDay): boolean =>
  last === null || daysBetween(last, today) >= fullEveryDays; // PO-8

/** Which day of a batch it is: day 1 is the later of its date and its period's start (PO-8). */
export const dayOfBatch = (batch: { readonly date: UtcDay }, periodStart: UtcDay, today: UtcDay): number =>
  daysBetween(later(batch.date, periodStart), today) + 1; // PO-8

/** How licences of a batch come back. */
export function modeOf(
  batch: Pick<Batch, 'term' | 'date' | 'grouped'>,
  periodStart: UtcDay,
  { policy, fullAllowed, today }: RecoveryTerms,
): RecoveryMode {
  if (batch.term === 'M1') return 'none'; // PO-6
  const day = dayOfBatch(batch, periodStart, today);
  const step = policy.find(({ untilDay }) => untilDay === null || day <= untilDay);
  const mode = step?.mode ?? 'none';
  return mode === 'full' && (batch.grouped || !fullAllowed) ? 'prorated' : mode; // PO-8
}
