import { describe, expect, it } from '@jest/globals';
import { type UtcDay, plusDays, utcDay } from '@reservoir/kernel';
import { coverOf } from './days-of-cover.js';

const today = utcDay('2026-11-21');
const inDays = (days: number, licences: number): { day: UtcDay; licences: number } => ({
  day: plusDays(today, days),
  licences,
});
const due = [inDays(10, 20), inDays(30, 10), inDays(31, 5), inDays(90, 40)];

describe('PO-11 days of cover against renewals', () => {
  it('counts what is due in 30, 60 and 90 days, and what is missing', () =>
    expect(coverOf(32, due, today)).toEqual({
      days: 31,
      renewals: [
        { withinDays: 30, licences: 30, short: 0 },
        { withinDays: 60, licences: 35, short: 3 },
        { withinDays: 90, licences: 75, short: 43 },
      ],
    }));

  it('ends on the first day that the stock does not reach', () => {
    expect(coverOf(30, due, today).days).toBe(31);
    expect(coverOf(29, due, today).days).toBe(30);
    expect(coverOf(0, due, today).days).toBe(10);
  });

  it('has no end within 90 days when there is enough, or nothing is due', () => {
    expect(coverOf(75, due, today).days).toBeNull();
    expect(coverOf(0, [], today)).toMatchObject({
      days: null,
      renewals: [{ licences: 0, short: 0 }, {}, {}],
    });
  });
});
