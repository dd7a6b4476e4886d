import { addMonths } from 'date-fns';
import { UTCDate } from '@date-fns/utc';
import { type UtcDay, daysBetween } from './instant.js';

/** How long licences run: to the first of next month, or one to three years. */
export const terms = ['M1', 'Y1', 'Y2', 'Y3'] as const;
export type Term = (typeof terms)[number];

/** Contracts of different classes never mix (CT-11, CT-13). */
export type TermClass = 'monthly' | 'annual';

/** The class of a term: `{M1}` or `{Y1, Y2, Y3}`. */
export const termClassOf = (term: Term): TermClass => (term === 'M1' ? 'monthly' : 'annual');

/** Whole years of an annual term; 0 for M1. */
export const yearsOf = (term: Term): number => (term === 'M1' ? 0 : Number(term.slice(1)));

/** The day of the month that a period remembers, 1 … 31. */
export type AnchorDay = number;

/** The anchor of a period that starts afresh on this day (CT-3). */
export const anchorOf = (day: UtcDay): AnchorDay => Number(day.slice(8));

/** Days that every month has. */
const shortestMonth = 28;

/**
 * The exclusive end of a term that starts on `start` (CT-2, CT-3): by calendar, clamped to the month's end, on the
 * anchor day where the month has it; M1 ends on the first of the next month.
 */
export function endOfTerm(start: UtcDay, term: Term, anchor: AnchorDay = anchorOf(start)): UtcDay {
  if (term === 'M1') return firstOfNextMonth(start.slice(0, 8));
  const month = `${String(Number(start.slice(0, 4)) + yearsOf(term)).padStart(4, '0')}${start.slice(4, 8)}`;
  const day = anchor <= shortestMonth ? anchor : Math.min(anchor, lastDayOfMonth(month));
  return `${month}${String(day).padStart(2, '0')}` as UtcDay;
}

/** Days of the natural term that starts on `start`: 365 × years and the leap days in it (PO-6). */
export const termDays = (start: UtcDay, term: Term): number => daysBetween(start, endOfTerm(start, term));

/** @param month `YYYY-MM-`. */
const lastDayOfMonth = (month: string): number =>
  daysBetween(`${month}01` as UtcDay, firstOfNextMonth(month));

/** @param month `YYYY-MM-`. */
const firstOfNextMonth = (month: string): UtcDay =>
  addMonths(new UTCDate(`${month}01`), 1)
    .toISOString()
    .slice(0, 10) as UtcDay;
