import { type UtcDay, daysBetween } from '@reservoir/kernel';

/** Licences that renewals of one day will need, if all of them are renewed as they are. */
export interface RenewalsDue {
  /** The end of their contracts. */
  readonly day: UtcDay;
  readonly licences: number;
}

/** How far the stock of a pool reaches (PO-11). */
export interface Cover {
  /** Days until renewals need more than is available; null when the stock covers all of the longest horizon. */
  readonly days: number | null;
  readonly renewals: readonly {
    readonly withinDays: number;
    readonly licences: number;
    /** How many are missing. */
    readonly short: number;
  }[];
}

/** The horizons of PO-11, in days. */
export const horizons = [30, 60, 90] as const;

/** PO-11: days of cover against the renewals that are due in 30, 60 and 90 days, in the order of their days. */
export function coverOf(available: number, due: readonly RenewalsDue[], today: UtcDay): Cover {
  const upTo = (days: number): number =>
    due.filter(({ day }) => daysBetween(today, day) <= days).reduce((sum, { licences }) => sum + licences, 0);
  let needed = 0;
  const first = due.find(({ licences }) => (needed += licences) > available);
  return {
    days: first ? daysBetween(today, first.day) : null,
    renewals: horizons.map((withinDays) => {
      const licences = upTo(withinDays);
      return { withinDays, licences, short: Math.max(0, licences - available) };
    }),
  };
}
