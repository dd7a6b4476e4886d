import { type Instant, type UtcDay, later, plusDays, plusMs, startOfDay } from '@reservoir/kernel';
import { type Contract, isLive, lastPeriod } from '../contract.js';

/** When auto-renewal looks at a contract next (CT-7): work of the scheduler, beside the contract itself. */
export interface RenewalLook {
  /** The contract's. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly partnerId: string;
  readonly familyId: string;
  /** The last end that it is about. */
  readonly end: UtcDay;
  /** Null when nothing is to be looked at. */
  readonly dueAt: Instant | null;
  /** What was said of it last, so that it is said once. */
  readonly told: string | null;
}

/** Auto-renewal begins so many days before the end (CT-7). */
const daysBefore = 7;
const hourMs = 3_600_000;

/** Only products are looked at: modules renew with them. What has a future, or is a trial, needs nothing. */
const needsLook = (contract: Contract): boolean => mayHaveLook(contract) && contract.next === null;

/** Whether a contract may have had a look before: what was never live has none, nor have modules and trials. */
export const mayHaveLook = (contract: Contract): boolean =>
  isLive(contract) && contract.kind === 'product' && contract.mode === 'commercial';

/** The look after a change of its contract; undefined when it stays as it is. */
export function lookAfter(
  before: RenewalLook | undefined,
  contract: Contract,
  now: Instant,
): RenewalLook | undefined {
  const { id, customerId, partnerId, familyId } = contract;
  const { end } = lastPeriod(contract);
  const version = (before?.version ?? 0) + 1;
  if (!needsLook(contract)) return before?.dueAt ? { ...before, version, dueAt: null } : undefined;
  if (before?.dueAt && before.end === end && before.partnerId === partnerId) return undefined;
  const dueAt = firstLookAt(end, now);
  return { id, version, customerId, partnerId, familyId, end, dueAt, told: null };
}

/** Nothing is to be looked at until the setting changes: it is off, or names no term (CT-7). */
export const resting = (look: RenewalLook, told: string | null): RenewalLook => ({
  ...look,
  version: look.version + 1,
  dueAt: null,
  told: told ?? look.told,
});

/** The setting has changed: it is looked at as if it were new (CT-7). */
export const awake = (look: RenewalLook, now: Instant): RenewalLook => ({
  ...look,
  version: look.version + 1,
  dueAt: firstLookAt(look.end, now),
});

/** From 7 days before the end on; at once when that is past (CT-7). */
const firstLookAt = (end: UtcDay, now: Instant): Instant | null =>
  now < startOfDay(end) ? later(now, startOfDay(plusDays(end, -daysBefore))) : null; // CT-7

/** Looked at in vain: again in an hour, until the end (CT-7). @param told what was said of it */
export function lookAgain(look: RenewalLook, told: string | null, now: Instant): RenewalLook {
  const at = plusMs(now, hourMs);
  const isOver = at >= startOfDay(look.end);
  return { ...look, version: look.version + 1, dueAt: isOver ? null : at, told: told ?? look.told };
}
