import { describe, expect, it } from '@jest/globals';
import { type Instant, instant } from '@reservoir/kernel';
import fc from 'fast-check';
import { type Suspension, outside, withSuspension } from './suspension.js';
import { type Span, type Timeline, plus, quantityAt } from './timeline.js';

const day = (n: number): Instant => instant(Date.UTC(2026, 0, 1 + n));
const span = (from: number, to: number, quantity: number): Span => ({
  from: day(from),
  to: day(to),
  quantity,
});
const contracted: Timeline = [span(0, 100, 10), span(100, 200, 15)];

describe('EN-2, CO-6 a timeline while its client is suspended', () => {
  it('has nothing from the mark on, and nothing has an end yet', () =>
    expect(withSuspension(contracted, contracted, { from: day(50), to: null })).toEqual([span(0, 50, 10)]));

  it('case 22: lifted, it is as the contracts say by then: the same ends', () => {
    const suspended = withSuspension(contracted, contracted, { from: day(50), to: null });
    expect(withSuspension(suspended, contracted, { from: day(50), to: day(150) })).toEqual([
      span(0, 50, 10),
      span(150, 200, 15),
    ]);
  });

  it('heard of as a whole, when it is over: the same', () =>
    expect(withSuspension(contracted, contracted, { from: day(50), to: day(150) })).toEqual([
      span(0, 50, 10),
      span(150, 200, 15),
    ]));

  it('that lasted no time changes nothing', () =>
    expect(withSuspension(contracted, contracted, { from: day(50), to: day(50) })).toEqual(contracted));

  it('keeps the suspensions before', () => {
    const before = [span(0, 20, 10), span(30, 100, 10), span(100, 200, 15)];
    expect(withSuspension(before, contracted, { from: day(120), to: day(130) })).toEqual([
      ...[span(0, 20, 10), span(30, 100, 10), span(100, 120, 15), span(130, 200, 15)],
    ]);
  });

  it('takes no licences of a contract that becomes active in it, but those after its end', () => {
    expect(outside(span(60, 90, 5), { from: day(50), to: null })).toEqual([]);
    expect(outside(span(60, 90, 5), { from: day(50), to: day(70) })).toEqual([span(70, 90, 5)]);
    expect(outside(span(60, 90, 5), null)).toEqual([span(60, 90, 5)]);
  });
});

describe('invariant 9: any contracts and suspensions', () => {
  const instants = fc.nat({ max: 60 });
  const step = fc.oneof(
    fc.record({ length: fc.integer({ min: 1, max: 40 }), quantity: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ mark: fc.boolean() }),
  );

  it('give at every instant what the contracts give, and 0 while suspended', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), instants, (steps, asked) => {
        let [timeline, all]: [Timeline, Timeline] = [[], []];
        const history: Suspension[] = [];
        steps.forEach((one, now) => {
          const last = history.at(-1);
          if ('length' in one) {
            const added = span(now, now + one.length, one.quantity);
            all = plus(all, added);
            timeline = outside(added, last ?? null).reduce(plus, timeline);
          } else if (last?.to === null) history[history.length - 1] = { ...last, to: day(now) };
          else history.push({ from: day(now), to: null });
          const told = history.at(-1);
          if (!('length' in one) && told) timeline = withSuspension(timeline, all, told);
        });
        const at = day(asked);
        const suspended = history.some(({ from, to }) => from <= at && (to === null || at < to));
        expect(quantityAt(timeline, at)).toBe(suspended ? 0 : quantityAt(all, at));
      }),
      { numRuns: 500 },
    );
  });
});
