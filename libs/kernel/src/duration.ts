import { UTCDate } from '@date-fns/utc';
import { add } from 'date-fns';
import { type Instant, instant } from './instant.js';

/** An ISO 8601 duration of whole units: `P1Y`, `P30D`, `P1M2DT12H`. It names at least one unit. */
export const durationPattern =
  /^P(?=\d|T\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;

/**
 * The instant a duration later, by the calendar in UTC: a month from 31 January is the last of February.
 * @throws RangeError for what `durationPattern` does not match
 */
export function plusDuration(time: Instant, duration: string): Instant {
  const parts = durationPattern.exec(duration);
  if (!parts) throw new RangeError(`not a duration: ${duration}`);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return instant(add(new UTCDate(time), { years, months, weeks, days, hours, minutes, seconds }));
}
