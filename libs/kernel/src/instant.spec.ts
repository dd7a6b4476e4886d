import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dayOf, daysBetween, instant, plusDays, startOfDay, utcDay } from './instant.js';

const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => dayOf(instant(date)));

describe('UTC days', () => {
  it('normalises any ISO 8601 time', () =>
    expect(instant('2026-11-21T10:30:00+02:00')).toBe('2026-11-21T08:30:00.000Z'));

  it.each(['2026-02-29', '2026-13-01', '21.11.2026', ''])('refuses %s', (text) =>
    expect(() => utcDay(text)).toThrow(RangeError),
  );

  it('adds days and counts them back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -2000, max: 2000 }), (day, n) => {
        expect(daysBetween(day, plusDays(day, n))).toBe(n);
        expect(dayOf(startOfDay(day))).toBe(day);
      }),
    );
  });
});
