import { type Instant, earlier, later } from '@reservoir/kernel';

/** `[from, to)` with a constant number of licences. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly quantity: number;
}

/** Licences over all time: spans in order, without overlap; where none is, there are no licences (EN-2). */
export type Timeline = readonly Span[];

/** The timeline of all these licences together (EN-2), in whatever order they are named. */
export function total(spans: readonly Span[]): Timeline {
  const changes = new Map<Instant, number>();
  for (const { from, to, quantity } of spans) {
    if (from >= to) continue;
    changes.set(from, (changes.get(from) ?? 0) + quantity);
    changes.set(to, (changes.get(to) ?? 0) - quantity);
  }
  return fromChanges([...changes].filter(([, change]) => change !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The timeline with the licences of one more span (EN-2). Adding in any order gives the same. */
export const plus = (timeline: Timeline, added: Span): Timeline => total([...timeline, added]);

/** How many licences there are at that instant. */
export const quantityAt = (timeline: Timeline, at: Instant): number =>
  timeline.find(({ from, to }) => from <= at && at < to)?.quantity ?? 0;

/** What lies before the instant. */
export const until = (timeline: Timeline, at: Instant): Timeline =>
  timeline.flatMap((span) => part(span, span.from, earlier(span.to, at)));

/** What lies at the instant and after it. */
export const since = (timeline: Timeline, at: Instant): Timeline =>
  timeline.flatMap((span) => part(span, later(span.from, at), span.to));

/** The spans where the other timeline has no licences. */
export const without = (timeline: Timeline, holes: Timeline): Timeline =>
  holes.reduce((left, { from, to }) => [...until(left, from), ...since(left, to)], timeline);

/** One timeline and then another one: spans that meet with the same number are one. */
export function joined(timeline: Timeline): Timeline {
  const spans: Span[] = [];
  for (const span of timeline) {
    const last = spans.at(-1);
    if (last?.to === span.from && last.quantity === span.quantity)
      spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  }
  return spans;
}

const part = (span: Span, from: Instant, to: Instant): readonly Span[] =>
  from < to ? [{ from, to, quantity: span.quantity }] : [];

/** @param changes by time, none of them 0 */
function fromChanges(changes: readonly (readonly [Instant, number])[]): Timeline {
  const spans: Span[] = [];
  let quantity = 0;
  changes.forEach(([from, change], index) => {
    quantity += change;
    const to = changes[index + 1]?.[0];
    if (quantity !== 0 && to !== undefined) spans.push({ from, to, quantity });
  });
  return spans;
}
