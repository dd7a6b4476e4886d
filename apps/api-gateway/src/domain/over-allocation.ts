import { type Instant, plusMs } from '@reservoir/kernel';
import { type TimelineEntry, entitledAt } from './entitlement.js';

/** What was measured of a customer's devices with a SKU (EN-4). */
export interface MeasuredUse {
  readonly devices: number;
  readonly measuredAt: Instant;
  /** Since when there were too few licences at `measuredAt`; null when there were enough. */
  readonly overSince: Instant | null;
}

/** More devices than licences (EN-4). */
export interface OverAllocation {
  readonly since: Instant;
  readonly unprotectedFrom: Instant;
  /** Devices beyond the licences. */
  readonly excess: number;
  /** Whether the excess is unprotected by now. */
  readonly unprotected: boolean;
}

const protectedForMs = 7 * 86_400_000;

/** Whether there are more devices than licences at an instant from the measurement on, and since when (EN-4). */
export function overAllocationAt(
  use: MeasuredUse,
  timeline: readonly TimelineEntry[],
  at: Instant,
): OverAllocation | null {
  const since = overSince(use, timeline, at);
  if (since === null) return null;
  const unprotectedFrom = plusMs(since, protectedForMs);
  const excess = use.devices - entitledAt(timeline, at);
  return { since, unprotectedFrom, excess, unprotected: unprotectedFrom <= at };
}

/** Devices are taken to stay until they are measured again; so it is the timeline that changes. */
function overSince(
  { devices, measuredAt, overSince: first }: MeasuredUse,
  timeline: readonly TimelineEntry[],
  at: Instant,
): Instant | null {
  const isOver = (time: Instant): boolean => devices > entitledAt(timeline, time);
  return timeline
    .flatMap(({ from, to }) => [from, ...(to === null ? [] : [to])])
    .filter((time) => measuredAt < time && time <= at)
    .reduce(
      (since, time) => (isOver(time) ? (since ?? time) : null),
      isOver(measuredAt) ? (first ?? measuredAt) : null,
    );
}
