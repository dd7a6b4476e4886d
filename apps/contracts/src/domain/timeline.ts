import { type Instant, later, startOfDay } from '@reservoir/kernel';
import { type Contract, periodEnd } from './contract.js';

/** `[from, to)` with a constant number of licences. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly quantity: number;
}

/** Licences over all time: spans in order, without overlap; where none is, there are no licences (EN-2). */
export type Timeline = readonly Span[];

/** The timeline with the licences of one more span (EN-2). Adding in any order gives the same. */
export function plus(timeline: Timeline, added: Span): Timeline {
  if (added.from >= added.to) return timeline;
  const changes = new Map<Instant, number>();
  for (const { from, to, quantity } of [...timeline, added]) {
    changes.set(from, (changes.get(from) ?? 0) + quantity);
    changes.set(to, (changes.get(to) ?? 0) - quantity);
  }
  return fromChanges([...changes].filter(([, change]) => change !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How many licences there are at that instant. */
export const quantityAt = (timeline: Timeline, at: Instant): number =>
  timeline.find(({ from, to }) => from <= at && at < to)?.quantity ?? 0;

/** When a contract's licences count: from the later of start and activation on; none when it never was active (EN-2). */
export const spansOf = (contract: Contract): readonly Span[] =>
  contract.periods.flatMap((period) => {
    if (contract.activatedAt === null) return [];
    const from = later(startOfDay(period.start), contract.activatedAt);
    return [{ from, to: periodEnd(period), quantity: period.quantity }];
  });

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
