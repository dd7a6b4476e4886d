import { type Instant, type UtcDay, plusDays, plusMs, startOfDay, utcDay } from '@reservoir/kernel';

/**
 * The days that the worked cases speak of: a year that begins before a 29 February and ends around it, so that terms of 365 and
 * of 366 days are in it.
 */
export interface Calendar {
  /** 28 February: a year from here has 365 days. */
  readonly begin: UtcDay;
  /** 1 March: a year from here has 366 days. */
  readonly march: UtcDay;
  /** The end of a year from the beginning: 28 February again. */
  readonly end: UtcDay;
  /** The end of a year from 1 March: the day before it is the 29th. */
  readonly marchEnd: UtcDay;
}

/** The next such days. */
export function calendarAfter(now: Instant): Calendar {
  let leap = Math.ceil(Number(now.slice(0, 4)) / 4) * 4;
  const of = (year: number, day: string): UtcDay => utcDay(`${year}-${day}`);
  while (noonOf(of(leap - 1, '02-28')) <= now) leap += 4;
  return {
    begin: of(leap - 1, '02-28'),
    march: of(leap - 1, '03-01'),
    end: of(leap, '02-28'),
    marchEnd: of(leap, '03-01'),
  };
}

/** 12:00 UTC of a day: when commands of that day are sent. */
export const noonOf = (day: UtcDay): Instant => plusMs(startOfDay(day), 12 * 3_600_000);

/** When a contract that ends on a day has so many days left. */
export const withDaysLeft = (days: number, end: UtcDay): Instant => noonOf(plusDays(end, -days));
