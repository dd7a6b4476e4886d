import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { at } from '../testing/entitled-contracts.js';
import { aUsage } from '../testing/readings.js';
import { overSinceAt, reviewed, unprotectedFrom } from './over-allocation.js';
import type { Timeline } from './timeline.js';
import type { Usage } from './usage.js';

const licences = (...spans: readonly (readonly [number, number, number])[]): Timeline =>
  spans.map(([from, to, quantity]) => ({ from: at(from), to: at(to), quantity }));
const untilDay20 = licences([0, 20, 10]);
const changesOf = (usage: Usage, timeline: Timeline, now: Instant) =>
  reviewed(usage, timeline, now).changes.map(({ type, usage: _, ...rest }) => ({ type, ...rest }));

describe('EN-4 over-allocation', () => {
  it('begins when the entitlement falls below the devices, at that instant', () => {
    expect(overSinceAt(aUsage(), untilDay20, at(19)).since).toBeNull();
    expect(overSinceAt(aUsage(), untilDay20, at(20)).since).toBe(at(20));
    expect(overSinceAt(aUsage(), untilDay20, at(400)).since).toBe(at(20));
  });

  it('ends when there are enough licences again, and begins anew after that', () => {
    const gaps = licences([0, 20, 10], [25, 30, 12], [30, 40, 9]);
    const sinceAt = (day: number) => overSinceAt(aUsage(), gaps, at(day)).since;
    expect([19, 20, 24, 25, 29, 30, 50].map(sinceAt)).toEqual([
      null,
      at(20),
      at(20),
      null,
      null,
      at(30),
      at(30),
    ]);
  });

  it('that was measured lasts from before the measurement', () =>
    expect(overSinceAt(aUsage({ devices: 11, overSince: at(3) }), untilDay20, at(15)).since).toBe(at(3)));

  it('is as what was entitled at the measurement is known by now: a suspension is heard of late (CO-6)', () => {
    const suspended = licences([0, 8, 10], [12, 20, 10]);
    expect(overSinceAt(aUsage(), suspended, at(11)).since).toBe(at(10));
    expect(overSinceAt(aUsage({ overSince: at(10) }), untilDay20, at(11)).since).toBeNull();
  });

  it('is told once, with the next time to look: 7 days later the excess is unprotected', () => {
    const over = aUsage({ devices: 11, overSince: at(10) });
    const first = reviewed(over, untilDay20, at(10, 5));
    expect(first.usage).toMatchObject({ told: { since: at(10), unprotected: false }, dueAt: at(17) });
    expect(first.changes).toMatchObject([{ type: 'ServiceOverAllocated', entitled: 10, since: at(10) }]);
    expect(changesOf(first.usage, untilDay20, at(12))).toEqual([]);
    const second = reviewed(first.usage, untilDay20, at(17));
    expect(second.changes).toMatchObject([{ type: 'ExcessUnprotected', since: at(10) }]);
    expect(second.usage).toMatchObject({ told: { unprotected: true }, dueAt: null });
    expect(changesOf(second.usage, untilDay20, at(19))).toEqual([]);
  });

  it('is protected until just before 7 days are over', () => {
    expect(unprotectedFrom(at(10))).toBe(at(17));
    const over = aUsage({ devices: 11, overSince: at(10), told: { since: at(10), unprotected: false } });
    expect(changesOf(over, untilDay20, at(16, 1439))).toEqual([]);
  });

  it('looks again when a contract ends, before anything is wrong', () =>
    expect(reviewed(aUsage(), untilDay20, at(11)).usage.dueAt).toBe(at(20)));

  it('case 23: nobody looked for a month: both are told late, and dated right (CT-8)', () =>
    expect(changesOf(aUsage(), untilDay20, at(50))).toEqual([
      { type: 'ServiceOverAllocated', entitled: 0, since: at(20) },
      { type: 'ExcessUnprotected', entitled: 0, since: at(20) },
    ]));

  it('is over when there are enough licences again, dated when there were', () => {
    const told = { since: at(20), unprotected: false };
    const more = licences([0, 20, 10], [22, 400, 10]);
    expect(changesOf(aUsage({ told }), more, at(23))).toEqual([
      { type: 'ServiceWithinAllocation', entitled: 10, at: at(22) },
    ]);
    expect(reviewed(aUsage({ told }), more, at(23)).usage).toMatchObject({ told: null, dueAt: at(400) });
  });

  it('that ended and began anew unseen is told anew', () =>
    expect(
      changesOf(aUsage({ told: { since: at(20), unprotected: true } }), licences([25, 30, 10]), at(31)),
    ).toEqual([{ type: 'ServiceOverAllocated', entitled: 0, since: at(30) }]));
});
