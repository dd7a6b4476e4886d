import { type UtcDay, daysBetween } from '@reservoir/kernel';
import { fullIsAllowed } from './recovery-policy.js';

/** When a client last had licences of a family back in full (PO-8). */
export interface FullRecovery {
  readonly familyId: string;
  readonly day: UtcDay;
}

/** Whether the client may have `full` in the family today (PO-8). */
export const mayHaveFull = (recoveries: readonly FullRecovery[], familyId: string, today: UtcDay): boolean =>
  fullIsAllowed(recoveries.find((one) => one.familyId === familyId)?.day ?? null, today);

/** With `full` had today; what no longer matters is forgotten, so that the list stays short (PO-8). */
export const withFullRecovery = (
  recoveries: readonly FullRecovery[],
  familyId: string,
  today: UtcDay,
): readonly FullRecovery[] => [
  ...recoveries.filter((one) => one.familyId !== familyId && daysBetween(one.day, today) < 90),
  { familyId, day: today },
];
