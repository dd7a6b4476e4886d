import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Instant, plusMs, startOfDay, utcDay } from '@reservoir/kernel';
import { noon } from '../testing/contracts.fixtures.js';
import { type Span, type Timeline, joined, plus, quantityAt, since, until, without } from './timeline.js';

const day = (text: string): Instant => startOfDay(utcDay(text));
const span = (from: string, to: string, quantity: number): Span => ({
  from: day(from),
  to: day(to),
  quantity,
});

describe('EN-2 the timeline of entitlement', () => {
  it('10 from 1 Jan to 1 Jul and 5 from 1 Mar to 1 Jan next: 10, 15, 5', () => {
    const timeline = plus(
      plus([], span('2026-01-01', '2026-07-01', 10)),
      span('2026-03-01', '2027-01-01', 5),
    );
    expect(timeline).toEqual([
      span('2026-01-01', '2026-03-01', 10),
      span('2026-03-01', '2026-07-01', 15),
      span('2026-07-01', '2027-01-01', 5),
    ]);
  });

  it('counts from the instant of a start, and no longer at the instant of an end', () => {
    const timeline = [span('2026-01-01', '2026-07-01', 10)];
    expect(quantityAt(timeline, day('2026-01-01'))).toBe(10);
    expect(quantityAt(timeline, plusMs(day('2026-07-01'), -1))).toBe(10);
    expect(quantityAt(timeline, day('2026-07-01'))).toBe(0);
    expect(quantityAt(timeline, plusMs(day('2026-01-01'), -1))).toBe(0);
  });

  it('joins what meets with the same number of licences', () =>
    expect(plus([span('2026-01-01', '2026-02-01', 3)], span('2026-02-01', '2026-03-01', 3))).toEqual([
      span('2026-01-01', '2026-03-01', 3),
    ]));

  it('leaves a gap where there are no licences', () =>
    expect(plus([span('2026-01-01', '2026-02-01', 3)], span('2026-03-01', '2026-04-01', 3))).toHaveLength(2));

  it('takes nothing from a span that is over before it begins', () =>
    expect(plus([], span('2026-02-01', '2026-02-01', 3))).toEqual([]));

  const spans = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }))
    .map(([from, days, quantity]) => {
      const start = plusMs(noon, from * 86_400_000);
      return { from: start, to: plusMs(start, days * 86_400_000), quantity };
    });

  it('is at every instant the sum of the spans, whatever order they came in', () => {
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 12 }), fc.integer({ min: -1, max: 130 }), (all, at) => {
        const timeline = all.reduce<Timeline>(plus, []);
        const time = plusMs(noon, at * 86_400_000 + 1);
        const sum = all.reduce(
          (total, one) => total + (one.from <= time && time < one.to ? one.quantity : 0),
          0,
        );
        expect(quantityAt(timeline, time)).toBe(sum);
        expect([...all].reverse().reduce<Timeline>(plus, [])).toEqual(timeline);
        expect(timeline.every(({ quantity }) => quantity > 0)).toBe(true);
      }),
    );
  });
});

describe('EN-2 parts of a timeline', () => {
  const timeline = [span('2026-01-01', '2026-02-01', 3), span('2026-03-01', '2026-04-01', 5)];

  it('until and since an instant are the whole', () => {
    for (const at of ['2025-01-01', '2026-01-15', '2026-02-15', '2026-03-01', '2027-01-01'].map(day))
      expect(joined([...until(timeline, at), ...since(timeline, at)])).toEqual(timeline);
  });

  it('without another one has nothing where that has something', () =>
    expect(
      without(timeline, [span('2026-01-10', '2026-03-10', 1), span('2026-03-20', '2026-03-21', 9)]),
    ).toEqual([
      span('2026-01-01', '2026-01-10', 3),
      span('2026-03-10', '2026-03-20', 5),
      span('2026-03-21', '2026-04-01', 5),
    ]));
});
