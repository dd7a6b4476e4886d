import { type Instant, plusDays, startOfDay } from '@reservoir/kernel';
import { type Contract, isLive, lastPeriod, periodEnd } from './contract.js';

/** A notice is given so many days before the end (CT-17). */
export const noticeDays = [60, 30, 7, 1] as const;

/** What time makes due for a contract, dated at the instant at which it is due (CT-8). */
export type Due =
  | { readonly kind: 'start'; readonly at: Instant }
  | { readonly kind: 'end'; readonly at: Instant }
  | { readonly kind: 'notice'; readonly at: Instant; readonly daysBefore: number };

/** What is due next of the contract itself, now or later; undefined for what has ended or is not assigned yet. */
export function nextDue(contract: Contract): Due | undefined {
  if (!isLive(contract)) return undefined;
  const [present] = contract.periods;
  if (contract.state === 'scheduled') return { kind: 'start', at: startOfDay(present.start) };
  const end: Due = { kind: 'end', at: periodEnd(present) };
  const notice = nextNotice(contract);
  return notice && notice.at < end.at ? notice : end;
}

/** The next notice of the last end, each given once (CT-17). */
function nextNotice(contract: Contract): Extract<Due, { kind: 'notice' }> | undefined {
  const { end } = lastPeriod(contract);
  const { noticed } = contract;
  const daysBefore = noticeDays.find((days) => noticed?.end !== end || days < noticed.daysBefore);
  return daysBefore === undefined
    ? undefined
    : { kind: 'notice', at: startOfDay(plusDays(end, -daysBefore)), daysBefore };
}

/** The notices of an end that is new and so near that some of them make no sense any more: as if they were given (CT-17). */
export function noticedBy(contract: Contract, now: Instant): Contract['noticed'] {
  const { end } = lastPeriod(contract);
  const passed = noticeDays.filter((days) => startOfDay(plusDays(end, -days)) < now).at(-1);
  return passed === undefined ? null : { end, daysBefore: passed };
}
