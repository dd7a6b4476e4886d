import { type Instant, plusMs } from '@reservoir/kernel';
import type { Span, Timeline } from './timeline.js';

/** What a timeline holds at most: the message of interfaces.md, and a document that never outgrows its bounds (EN-2). */
export const spansMost = 1000;

/** Spans of the past that a timeline keeps as they were. */
export const pastSpansMost = 500;

/**
 * A timeline of any history in bounded space (EN-2), so that nobody is ever refused for what lies behind. Everything is
 * exact while at most 500 spans are over. Of more, the oldest give way first: spans within one UTC month become one, with
 * the month's peak, which is what a month is billed by (EN-5); when there are that many months, the oldest two become one.
 * What lies ahead is never touched: at most two ends for each of the 500 contracts of a family.
 */
export function compacted(timeline: Timeline, now: Instant): Timeline {
  const past = timeline.filter(({ to }) => to <= now);
  const ahead = timeline.slice(past.length);
  const most = Math.min(pastSpansMost, Math.max(0, spansMost - ahead.length));
  if (past.length <= most) return timeline;
  const byMonth = merged(past, most, inOneMonth);
  return [...merged(byMonth, most, () => true).slice(-most || past.length), ...ahead].slice(-spansMost);
}

/** Merges neighbours, the oldest first, until there are no more than `most`. */
function merged(spans: Timeline, most: number, mayMerge: (a: Span, b: Span) => boolean): Timeline {
  let tooMany = spans.length - most;
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (tooMany > 0 && last !== undefined && mayMerge(last, span)) {
      kept[kept.length - 1] = {
        from: last.from,
        to: span.to,
        quantity: Math.max(last.quantity, span.quantity),
      };
      tooMany -= 1;
    } else kept.push(span);
  }
  return kept;
}

const inOneMonth = (a: Span, b: Span): boolean => monthOf(a.from) === monthOf(plusMs(b.to, -1));

/** `2026-11` */
const monthOf = (time: Instant): string => time.slice(0, 7);
