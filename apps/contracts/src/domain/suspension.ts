import { type Instant } from '@reservoir/kernel';
import { compacted } from './compaction.js';
import { type Span, type Timeline, joined, since, until } from './timeline.js';

/** From when to when a client is suspended; `to` is null while it is (CO-6). */
export interface Suspension {
  readonly from: Instant;
  readonly to: Instant | null;
}

/**
 * The timeline with nothing while the client is suspended (CO-6, EN-2), and what is contracted after it: the clock of the
 * contracts runs, their ends stay. It is right however late a suspension is heard of.
 * @param timeline as it was, with the suspensions before this one
 * @param contracted what the contracts give, without any suspension
 */
export function withSuspension(timeline: Timeline, contracted: Timeline, { from, to }: Suspension): Timeline {
  const after = to === null ? [] : since(contracted, to);
  return compacted(joined([...until(timeline, from), ...after]), to ?? from);
}

/** The parts of a span in which the client is not suspended, as far as is known. */
export const outside = (span: Span, suspension: Suspension | null): readonly Span[] => {
  if (suspension === null) return [span];
  const { from, to } = suspension;
  return [...until([span], from), ...(to === null ? [] : since([span], to))];
};
