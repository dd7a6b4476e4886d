import { type UtcDay, plusDays } from '@reservoir/kernel';

/** The most licences that were available on a UTC day; days that a later one equals or exceeds are left out. */
export interface Peak {
  readonly day: UtcDay;
  readonly available: number;
}

/** When the partner wants to know that its stock is low: in licences, or in percent of the 90-day peak (PO-11). */
export interface LowMark {
  readonly unit: 'licences' | 'percent';
  readonly value: number;
}

/** A threshold gives one notice; it is armed again when the stock has recovered (PO-11). */
export interface Threshold extends LowMark {
  readonly armed: boolean;
}

/** What a pool remembers of its level: falling peaks of at most 91 days, and its thresholds. */
export interface StockLevel {
  readonly peaks: readonly Peak[];
  readonly thresholds: readonly Threshold[];
}

/** A threshold that was crossed downward, in licences. */
export interface Crossing extends LowMark {
  readonly licences: number;
}

/** The level of a pool that nothing has entered yet. */
export const noLevel: StockLevel = { peaks: [], thresholds: [] };

/** How far back the peak looks, in days. */
export const peakDays = 90;

/** The most that was available on any of the last 90 days, today included. */
export const peakOf = ({ peaks }: StockLevel, available: number, today: UtcDay): number =>
  peaksWith(peaks, available, today)[0]?.available ?? available;

// PO-11: percents are rounded up.
export const licencesOf = ({ unit, value }: LowMark, peak: number): number =>
  unit === 'licences' ? value : Math.ceil((peak * value) / 100);

/** Where a threshold is armed again (PO-11). */
export const rearmedAt = (licences: number): number => licences + Math.ceil(licences / 10);

/**
 * The level after the available licences changed, and the thresholds that this crossed downward (PO-11). A percentage is
 * taken of the peak as it was before the change, so that a rise above all of 90 days arms whatever it is told of.
 */
export function levelAfter(
  level: StockLevel,
  before: number,
  after: number,
  today: UtcDay,
): { readonly level: StockLevel; readonly crossings: readonly Crossing[] } {
  const until = peaksWith(level.peaks, before, today);
  const peaks = peaksWith(until, after, today);
  if (level.thresholds.length === 0)
    return { level: peaks === level.peaks ? level : { peaks, thresholds: level.thresholds }, crossings: [] };
  const crossings: Crossing[] = [];
  const thresholds = level.thresholds.map((threshold) => {
    const licences = licencesOf(threshold, until[0]?.available ?? before);
    const ready = threshold.armed || before >= rearmedAt(licences);
    const low = after < licences; // PO-11: low means below
    if (ready && low) crossings.push({ unit: threshold.unit, value: threshold.value, licences });
    return { ...threshold, armed: !low && (ready || after >= rearmedAt(licences)) };
  });
  return { level: { peaks, thresholds }, crossings };
}

/**
 * Other thresholds in place of those that were set (PO-11). What is set as it was stays as it is; a new one is armed unless the
 * stock is low already: nothing was crossed then, and the partner sees it.
 */
export function withThresholds(
  level: StockLevel,
  marks: readonly LowMark[],
  available: number,
  today: UtcDay,
): StockLevel {
  const peak = peakOf(level, available, today);
  const thresholds = marks.map(({ unit, value }) => {
    const known = level.thresholds.find((threshold) => threshold.unit === unit && threshold.value === value);
    return known ?? { unit, value, armed: available >= licencesOf({ unit, value }, peak) };
  });
  return { peaks: peaksWith(level.peaks, available, today), thresholds };
}

/** The peaks when so many are available today: the first is the highest, each later one is lower. */
function peaksWith(peaks: readonly Peak[], available: number, today: UtcDay): readonly Peak[] {
  const last = peaks.at(-1);
  const isToday = last?.day === today;
  if (isToday && last.available >= available) return peaks;
  const higher = peaks.filter((peak) => peak.available > available);
  if (isToday) return [...higher, { day: today, available }];
  const first = plusDays(today, -peakDays);
  return [...higher.filter(({ day }) => day >= first), { day: today, available }];
}
