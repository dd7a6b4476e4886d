import type { Instant } from '@reservoir/kernel';
import { type Mark, overSinceAt } from './over-allocation.js';
import { type Timeline, quantityAt } from './timeline.js';

/** How many devices of a client used a SKU at an instant (EN-4). */
export interface Reading {
  readonly customerId: string;
  readonly sku: string;
  readonly devices: number;
  readonly measuredAt: Instant;
}

/** The most devices of a UTC month, `2026-11` (EN-4). */
export interface MonthPeak {
  readonly month: string;
  readonly devices: number;
}

/** What is known of a client's use of a SKU (EN-4). */
export interface Usage {
  /** `customerId:sku`. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly sku: string;
  /** Whose service is marked when there are more devices than licences. */
  readonly product: string;
  /** Of the latest measurement. */
  readonly devices: number;
  readonly measuredAt: Instant;
  /** Since when there were more devices than licences at `measuredAt`; null when there were not. */
  readonly overSince: Instant | null;
  /** Of the latest months in which something was measured, the latest last. */
  readonly months: readonly MonthPeak[];
  /** The mark as it was told last; null while there is none. */
  readonly told: Mark | null;
  /** When time alone changes the mark next; null when it never does. */
  readonly dueAt: Instant | null;
}

/** Months of peaks that are kept: three years, as long as the longest term. */
export const monthsKept = 36;

export const usageIdOf = (customerId: string, sku: string): string => `${customerId}:${sku}`;

/**
 * Takes a reading (EN-4): the latest `measuredAt` wins, of two at one instant the larger; an older one counts for the peak of
 * its month only. Whatever order readings arrive in, devices, time and peaks come out the same.
 * @returns undefined when it tells nothing new
 */
export function measured(
  before: Usage | undefined,
  { customerId, sku, devices, measuredAt }: Reading,
  product: string,
  timeline: Timeline,
): Usage | undefined {
  const months = withPeak(before?.months ?? [], { month: measuredAt.slice(0, 7), devices });
  if (before && !isLater({ devices, measuredAt }, before))
    return months === before.months ? undefined : { ...before, version: before.version + 1, months };
  const { version = 0, told = null, dueAt = null } = before ?? {};
  const overSince = overSinceIn(before, { devices, measuredAt }, timeline);
  const id = usageIdOf(customerId, sku);
  const place = { id, version: version + 1, customerId, sku, product };
  return { ...place, devices, measuredAt, overSince, months, told, dueAt };
}

/** Since when there are too few licences for a reading: since before it, when there were too few for the one before. */
function overSinceIn(
  before: Usage | undefined,
  { devices, measuredAt }: Pick<Reading, 'devices' | 'measuredAt'>,
  timeline: Timeline,
): Instant | null {
  if (devices <= quantityAt(timeline, measuredAt)) return null;
  const since = before ? overSinceAt(before, timeline, measuredAt).since : null;
  return since ?? measuredAt;
}

const isLater = (reading: Pick<Reading, 'devices' | 'measuredAt'>, before: Usage): boolean =>
  reading.measuredAt > before.measuredAt ||
  (reading.measuredAt === before.measuredAt && reading.devices > before.devices);

/** The same list when it is no new peak, or of a month that is kept no longer. */
function withPeak(months: readonly MonthPeak[], peak: MonthPeak): readonly MonthPeak[] {
  const known = months.find(({ month }) => month === peak.month);
  if (known && known.devices >= peak.devices) return months;
  const all = [...months.filter(({ month }) => month !== peak.month), peak].sort((a, b) =>
    a.month < b.month ? -1 : 1,
  );
  const kept = all.slice(-monthsKept);
  return kept.includes(peak) ? kept : months;
}
