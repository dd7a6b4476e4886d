import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { instant } from '@reservoir/kernel';
import { at } from '../testing/entitled-contracts.js';
import { aReading, aUsage } from '../testing/readings.js';
import type { Timeline } from './timeline.js';
import { type Reading, type Usage, measured, monthsKept } from './usage.js';

const plenty: Timeline = [{ from: at(0), to: at(3000), quantity: 100 }];
const take = (before: Usage | undefined, changes: Partial<Reading>, timeline = plenty) =>
  measured(before, aReading(changes), 'edr-standalone', timeline);

describe('EN-4 a reading', () => {
  it('is what is known, when it is the first', () => expect(take(undefined, {})).toEqual(aUsage()));

  it('the latest measuredAt wins', () => {
    expect(take(aUsage(), { devices: 7, measuredAt: at(11) })).toMatchObject({
      version: 2,
      devices: 7,
      measuredAt: at(11),
    });
    expect(take(aUsage(), { devices: 7, measuredAt: at(9) })).toBeUndefined();
  });

  it('the same again tells nothing new; of two at one instant the larger wins', () => {
    expect(take(aUsage(), {})).toBeUndefined();
    expect(take(aUsage(), { devices: 9 })).toBeUndefined();
    expect(take(aUsage(), { devices: 11 })).toMatchObject({ devices: 11 });
  });

  it('that comes late counts for the peak of its month, and nothing else', () =>
    expect(take(aUsage(), { devices: 12, measuredAt: at(5) })).toMatchObject({
      version: 2,
      devices: 10,
      measuredAt: at(10),
      months: [{ month: '2026-01', devices: 12 }],
    }));

  it('gives the peak of each UTC month', () => {
    const usage = [
      [10, '2026-01-31T23:59:59.999Z'],
      [4, '2026-02-01T00:00:00.000Z'],
      [6, '2026-02-20T12:00:00.000Z'],
      [5, '2026-02-28T12:00:00.000Z'],
    ].reduce<Usage | undefined>(
      (before, [devices, time]) =>
        take(before, { devices: Number(devices), measuredAt: instant(String(time)) }) ?? before,
      undefined,
    );
    expect(usage?.months).toEqual([
      { month: '2026-01', devices: 10 },
      { month: '2026-02', devices: 6 },
    ]);
  });

  it('keeps the peaks of 36 months, and takes none of an older one', () => {
    const months = Array.from({ length: 40 }, (_, n) => instant(Date.UTC(2026, n, 15)));
    const usage = months.reduce<Usage | undefined>(
      (before, measuredAt) => take(before, { measuredAt }) ?? before,
      undefined,
    );
    expect(usage?.months).toHaveLength(monthsKept);
    expect(usage?.months[0]?.month).toBe('2026-05');
    expect(take(usage, { devices: 99, measuredAt: months[0]! })).toBeUndefined();
  });

  it('is over-allocated since it was measured, and stays so since the first of several', () => {
    const five: Timeline = [{ from: at(0), to: at(3000), quantity: 5 }];
    const first = take(undefined, {}, five);
    expect(first?.overSince).toBe(at(10));
    const second = take(first, { devices: 8, measuredAt: at(12) }, five);
    expect(second?.overSince).toBe(at(10));
    expect(take(second, { devices: 5, measuredAt: at(13) }, five)?.overSince).toBeNull();
  });

  it('as many devices as licences are enough', () =>
    expect(take(undefined, { devices: 100 })?.overSince).toBeNull());

  it('comes to the same in whatever order readings arrive', () => {
    const readings = fc.array(
      fc.record({ devices: fc.integer({ min: 0, max: 20 }), day: fc.integer({ min: 0, max: 90 }) }),
      { minLength: 1, maxLength: 12 },
    );
    const all = (list: readonly { readonly devices: number; readonly day: number }[]) => {
      const end = list.reduce<Usage | undefined>(
        (before, { devices, day }) => take(before, { devices, measuredAt: at(day) }) ?? before,
        undefined,
      );
      return { devices: end?.devices, measuredAt: end?.measuredAt, months: end?.months };
    };
    fc.assert(
      fc.property(readings, fc.infiniteStream(fc.nat()), (list, randoms) => {
        const shuffled = list
          .map((one) => [randoms.next().value as number, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(all(shuffled)).toEqual(all(list));
      }),
    );
  });
});
