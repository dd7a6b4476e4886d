import { describe, expect, it } from '@jest/globals';
import { type UtcDay, plusDays, utcDay } from '@reservoir/kernel';
import * as fc from 'fast-check';
import {
  type LowMark,
  type StockLevel,
  levelAfter,
  licencesOf,
  noLevel,
  peakDays,
  peakOf,
  rearmedAt,
  withThresholds,
} from './stock-level.js';

const today = utcDay('2026-11-21');
const licences = (value: number): LowMark => ({ unit: 'licences', value });
const percent = (value: number): LowMark => ({ unit: 'percent', value });

/** The level after the available licences took these values, each on its day. */
function after(marks: readonly LowMark[], ...values: readonly (readonly [number, UtcDay?])[]) {
  const [[first, day = today] = [0]] = values;
  let level = withThresholds(noLevel, marks, first, day);
  let before = first;
  const notices: number[] = [];
  for (const [available, on = today] of values.slice(1)) {
    const next = levelAfter(level, before, available, on);
    ({ level } = next);
    notices.push(...next.crossings.map((crossing) => crossing.licences));
    before = available;
  }
  return { level, notices };
}

describe('PO-11 thresholds', () => {
  it('low means below: at the threshold there is no notice, one below there is one', () => {
    expect(after([licences(20)], [25], [20]).notices).toEqual([]);
    expect(after([licences(20)], [25], [20], [19]).notices).toEqual([20]);
  });

  it('give one notice per downward crossing', () =>
    expect(after([licences(20)], [25], [19], [10], [19], [21], [15]).notices).toEqual([20]));

  it('are armed again at threshold + ⌈threshold ÷ 10⌉', () => {
    expect(rearmedAt(20)).toBe(22);
    expect(rearmedAt(25)).toBe(28);
    expect(rearmedAt(1)).toBe(2);
    expect(after([licences(25)], [30], [24], [27], [24]).notices).toEqual([25]);
    expect(after([licences(25)], [30], [24], [28], [24]).notices).toEqual([25, 25]);
  });

  it('in percent are of the 90-day peak, rounded up', () => {
    expect(licencesOf(percent(25), 101)).toBe(26);
    expect(licencesOf(percent(100), 7)).toBe(7);
    expect(after([percent(25)], [101], [26], [25]).notices).toEqual([26]);
  });

  it('in percent follow the peak: it is forgotten after 90 days', () => {
    const later = plusDays(today, peakDays + 1);
    expect(after([percent(50)], [100], [60], [49]).notices).toEqual([50]);
    expect(after([percent(50)], [100], [60], [60, later], [49, later], [29, later]).notices).toEqual([30]);
  });

  it('of which a new one is not armed while the stock is low already: nothing was crossed', () => {
    const { level, notices } = after([licences(20)], [19], [18], [22], [19]);
    expect(notices).toEqual([20]);
    expect(level.thresholds).toEqual([{ unit: 'licences', value: 20, armed: false }]);
    expect(withThresholds(noLevel, [licences(20)], 20, today).thresholds[0]?.armed).toBe(true);
  });

  it('that are set again as they were stay as they are', () => {
    const { level } = after([licences(20)], [25], [19]);
    expect(withThresholds(level, [licences(20), licences(5)], 21, today).thresholds).toEqual([
      { unit: 'licences', value: 20, armed: false },
      { unit: 'licences', value: 5, armed: true },
    ]);
  });

  it('are each crossed on their own', () =>
    expect(after([licences(20), percent(10)], [100], [15], [9]).notices).toEqual([20, 10]));
});

describe('PO-11 the 90-day peak', () => {
  const day = (n: number): UtcDay => plusDays(today, n);

  it('is the most that was available on any of the last 90 days, today included', () => {
    const { level } = after([], [10], [50], [20, day(3)], [5, day(4)]);
    expect(peakOf(level, 5, day(4))).toBe(50);
    expect(peakOf(level, 5, day(93))).toBe(50); // it was there until day 3
    expect(peakOf(level, 5, day(94))).toBe(20);
    expect(peakOf(level, 5, day(95))).toBe(5);
  });

  it('stays as small as 91 days, whatever happens', () => {
    let level: StockLevel = noLevel;
    for (let n = 0; n < 400; n += 1) ({ level } = levelAfter(level, 1000 - n, 999 - n, day(n)));
    expect(level.peaks).toHaveLength(91);
  });

  it('is what a look at every day gives', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 30 })), { minLength: 1, maxLength: 60 }),
        (steps) => {
          let [level, before, n] = [noLevel, 0, 0];
          const most = new Map<number, number>();
          const saw = (on: number, available: number) => most.set(on, Math.max(most.get(on) ?? 0, available));
          for (const [pause, available] of steps) {
            for (let idle = n; idle <= n + pause; idle += 1) saw(idle, before);
            n += pause;
            saw(n, available);
            ({ level } = levelAfter(level, before, available, day(n)));
            before = available;
            const window = [...most].filter(([on]) => on >= n - peakDays).map(([, value]) => value);
            expect(peakOf(level, available, day(n))).toBe(Math.max(...window));
            expect(level.peaks.length).toBeLessThanOrEqual(91);
          }
        },
      ),
    ));
});
