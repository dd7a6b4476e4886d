import { describe, expect, it } from '@jest/globals';
import { type UtcDay, utcDay } from './instant.js';
import { type Term, anchorOf, endOfTerm, termDays } from './term.js';

const end = (start: string, term: Term, anchor?: number): UtcDay => endOfTerm(utcDay(start), term, anchor);

describe('CT-3 the end of a term', () => {
  it('is the same day of a later year', () => expect(end('2026-11-21', 'Y1')).toBe('2027-11-21'));

  it('is clamped to the month, and remembers its anchor: 29 Feb 2024 + Y1 = 28 Feb 2025, renewed to 2028 29 Feb', () => {
    expect(end('2024-02-29', 'Y1')).toBe('2025-02-28');
    expect(end('2025-02-28', 'Y3', anchorOf(utcDay('2024-02-29')))).toBe('2028-02-29');
    expect(end('2025-02-28', 'Y3')).toBe('2028-02-28');
  });

  it.each([
    ['2026-01-31', '2026-02-01'],
    ['2026-12-01', '2027-01-01'],
    ['2026-02-28', '2026-03-01'],
  ])('M1 from %s ends on the first of the next month, %s', (start, expected) =>
    expect(end(start, 'M1')).toBe(expected),
  );
});

describe('PO-6 term days', () => {
  it.each([
    ['2026-03-01', 'Y1', 365],
    ['2027-03-01', 'Y1', 366],
    ['2026-01-01', 'Y3', 1096],
    ['2028-02-29', 'Y1', 365],
    ['2026-11-21', 'M1', 10],
  ] as const)('of %s %s are %i', (start, term, days) => expect(termDays(utcDay(start), term)).toBe(days));
});
