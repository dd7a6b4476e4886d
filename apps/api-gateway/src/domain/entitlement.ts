import type { Instant } from '@reservoir/kernel';

/** `[from, to)` with a constant number of licences; an open end when `to` is null. */
export interface TimelineEntry {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly quantity: number;
}

/** Licences entitled at an instant, past or future: 0 outside the timeline (EN-2). */
export const entitledAt = (timeline: readonly TimelineEntry[], at: Instant): number =>
  timeline.find(({ from, to }) => from <= at && (to === null || at < to))?.quantity ?? 0;
