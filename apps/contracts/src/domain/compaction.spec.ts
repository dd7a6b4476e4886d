import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Instant, instant, plusMs } from '@reservoir/kernel';
import { compacted, pastSpansMost, spansMost } from './compaction.js';
import { type Span, type Timeline, quantityAt } from './timeline.js';

const start = instant('2024-01-01T00:00:00Z');
const hour = (n: number): Instant => plusMs(start, n * 3_600_000);
const span = (from: number, hours: number, quantity: number): Span => ({
  from: hour(from),
  to: hour(from + hours),
  quantity,
});
/** A span of an hour every two hours. */
const busy = (count: number, quantity = (n: number): number => 1 + (n % 7)): Timeline =>
  Array.from({ length: count }, (_, n) => span(2 * n, 1, quantity(n)));

describe('EN-2 a timeline in bounded space', () => {
  it('stays as it is while at most 500 spans are over, whatever lies ahead', () => {
    const past = busy(pastSpansMost);
    expect(compacted(past, hour(5000))).toEqual(past);
    const ahead = busy(800);
    expect(compacted(ahead, start)).toEqual(ahead);
  });

  it('merges the oldest spans of a UTC month, with its peak; what is recent and what lies ahead is exact', () => {
    const all = [...busy(600), span(1400, 8760, 42)];
    const kept = compacted(all, hour(1399));
    expect(kept).toHaveLength(501);
    expect(kept[0]).toEqual({ from: hour(0), to: hour(201), quantity: 7 });
    expect(kept.slice(1)).toEqual(all.slice(101));
  });

  it('keeps no span across the end of a month, so that every month keeps its own peak', () => {
    const peakOf = (timeline: Timeline, month: string): number =>
      Math.max(
        0,
        ...timeline
          .filter(({ from, to }) => from.slice(0, 7) <= month && plusMs(to, -1).slice(0, 7) >= month)
          .map(({ quantity }) => quantity),
      );
    const all = busy(1200, (n) => (n === 371 ? 99 : 1 + (n % 5)));
    const kept = compacted(all, hour(2400));
    expect(kept.length).toBeLessThanOrEqual(pastSpansMost);
    for (const month of ['2024-01', '2024-02', '2024-03', '2024-04'])
      expect([month, peakOf(kept, month)]).toEqual([month, peakOf(all, month)]);
  });

  it('is bounded whatever was: even one span in each of many months', () => {
    const all = Array.from({ length: 900 }, (_, n) => span(n * 744, 700, 1 + (n % 3)));
    const kept = compacted(all, hour(900 * 744));
    expect(kept).toHaveLength(pastSpansMost);
    expect(kept.at(-1)).toEqual(all.at(-1));
  });

  it('never holds more than 1,000 spans, and never touches what lies ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1000 }), (past, ahead) => {
        const all = busy(past + ahead);
        const now = hour(2 * past);
        const kept = compacted(all, now);
        expect(kept.length).toBeLessThanOrEqual(spansMost);
        expect(kept.filter(({ to }) => to > now)).toEqual(all.slice(past));
        expect(compacted(kept, now)).toEqual(kept);
      }),
      { numRuns: 50 },
    );
  });

  it('answers within what it merged with the most that there was', () => {
    const all = busy(600);
    const kept = compacted(all, hour(5000));
    for (let n = 0; n < 1200; n += 1)
      expect(quantityAt(kept, hour(n))).toBeGreaterThanOrEqual(quantityAt(all, hour(n)));
  });
});
