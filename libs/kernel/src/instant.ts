/** A point in time: ISO 8601 UTC with milliseconds, `2026-11-21T09:30:00.000Z`. Compares with `<`. */
export type Instant = string & { readonly __instant: never };

/** A calendar day in UTC: `2026-11-21`. Compares with `<`. */
export type UtcDay = string & { readonly __utcDay: never };

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;
/** As an Instant is written, on a day that every month has: nothing is left to check or to change. */
const plainInstant =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * Reads a time in any ISO 8601 form, a Date or epoch milliseconds.
 * @throws RangeError when it is no valid time: a bug or a border that did not validate.
 */
export function instant(time: string | number | Date): Instant {
  if (typeof time === 'string' && plainInstant.test(time)) return time as Instant;
  return new Date(time).toISOString() as Instant;
}

/**
 * Reads a UTC day.
 * @throws RangeError for anything that is not an existing calendar day.
 */
export function utcDay(text: string): UtcDay {
  if (!dayPattern.test(text) || new Date(text).toISOString().slice(0, 10) !== text)
    throw new RangeError(`not a UTC day: ${text}`);
  return text as UtcDay;
}

/** Milliseconds since the epoch. */
export const epochMs = (time: Instant): number => Date.parse(time);

/** The UTC day that holds the instant. */
export const dayOf = (time: Instant): UtcDay => time.slice(0, 10) as UtcDay;

/** 00:00 UTC of the day, when a period starts or ends (CT-2). */
export const startOfDay = (day: UtcDay): Instant => `${day}T00:00:00.000Z` as Instant;

/** The instant `milliseconds` later (earlier when negative). */
export const plusMs = (time: Instant, milliseconds: number): Instant => instant(epochMs(time) + milliseconds);

/** The day `days` later (earlier when negative). */
export const plusDays = (day: UtcDay, days: number): UtcDay => dayOf(plusMs(startOfDay(day), days * dayMs));

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: UtcDay, to: UtcDay): number =>
  Math.round((epochMs(startOfDay(to)) - epochMs(startOfDay(from))) / dayMs);

/** The earlier of two instants or of two days. */
export const earlier = <T extends Instant | UtcDay>(a: T, b: T): T => (a < b ? a : b);

/** The later of two instants or of two days. */
export const later = <T extends Instant | UtcDay>(a: T, b: T): T => (a > b ? a : b);
