import type { Instant } from '@reservoir/kernel';
import type { Span, Timeline } from './timeline.js';

/** From when to when a client is suspended; `to` is null while it is (CO-6). */
export interface Suspension {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** What a timeline holds at most (the message of interfaces.md); beyond it, the oldest spans are forgotten. */
const spansKept = 1000;

/**
 * The timeline with nothing while the client is suspended (CO-6, EN-2), and what is contracted after it: the clock of the
 * contracts runs, their ends stay. It is right however late a suspension is heard of.
 * @param timeline as it was, with the suspensions before this one
 * @param contracted what the contracts give, without any suspension
 */
export function withSuspension(timeline: Timeline, contracted: Timeline, { from, to }: Suspension): Timeline {
  const before = timeline.flatMap((span) => partOf(span, null, from));
  const after = to === null ? [] : contracted.flatMap((span) => partOf(span, to, null));
  return joined([...before, ...after]).slice(-spansKept);
}

/** The parts of a span in which the client is not suspended, as far as is known. */
export function outside(span: Span, suspension: Suspension | null): readonly Span[] {
  if (suspension === null) return [span];
  const { from, to } = suspension;
  return [...partOf(span, null, from), ...(to === null ? [] : partOf(span, to, null))];
}

/** The part of a span in `[from, to)`; null is without end. */
function partOf(span: Span, from: Instant | null, to: Instant | null): readonly Span[] {
  const begins = from !== null && from > span.from ? from : span.from;
  const ends = to !== null && to < span.to ? to : span.to;
  return begins < ends ? [{ ...span, from: begins, to: ends }] : [];
}

/** Spans that follow each other with the same number are one. */
function joined(timeline: Timeline): Timeline {
  const spans: Span[] = [];
  for (const span of timeline) {
    const last = spans.at(-1);
    if (last?.to === span.from && last.quantity === span.quantity)
      spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  }
  return spans;
}
