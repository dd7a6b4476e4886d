import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { utcDay } from '@reservoir/kernel';
import { carriedTime } from './carried-time.js';
import { debtThatFits, groupedDays } from './grouped-days.js';

const share = (licences: number, daysLeft: number, debt = 0) => ({ licences, daysLeft, debt });

describe('CT-11 grouped days', () => {
  it('10 at 100, 20 at 250, 5 at 30 make 35 at 176, with a debt of what rounding added', () =>
    expect(groupedDays([share(10, 100), share(20, 250), share(5, 30)])).toEqual({
      licences: 35,
      days: 176,
      debt: 35 * 176 - 6150,
    }));

  it('the debt is taken off at the next grouping', () =>
    expect(groupedDays([share(10, 100, 5), share(10, 100)])).toEqual({ licences: 20, days: 100, debt: 5 }));

  it('never more than the longest, and the debt at most the licences less one', () => {
    const shares = fc.array(
      fc
        .record({
          licences: fc.integer({ min: 1, max: 50 }),
          daysLeft: fc.integer({ min: 1, max: 1100 }),
          debt: fc.nat(),
        })
        .map((one) => ({ ...one, debt: one.debt % one.licences })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(shares, (them) => {
        const { days, licences, debt } = groupedDays(them);
        expect(days).toBeGreaterThanOrEqual(1);
        expect(days).toBeLessThanOrEqual(Math.max(...them.map(({ daysLeft }) => daysLeft)));
        expect(debt).toBeGreaterThanOrEqual(0);
        expect(debt).toBeLessThan(licences);
        const before = them.reduce((sum, one) => sum + one.licences * one.daysLeft - one.debt, 0);
        expect(days * licences - debt).toBe(before);
      }),
    );
  });
});

describe('CT-11 the bound of the debt', () => {
  it('sequence 6: a large debt, a quantity of 1, grouping on the last day: there is a day left', () => {
    expect(debtThatFits(99, 1)).toBe(0);
    expect(groupedDays([share(1, 1, debtThatFits(99, 1)), share(1, 1)])).toMatchObject({ days: 1 });
  });

  it.each([
    [9, 10, 9],
    [9, 5, 4],
    [0, 1, 0],
  ])('of a debt of %i, %i licences carry %i', (debt, licences, fits) =>
    expect(debtThatFits(debt, licences)).toBe(fits),
  );
});

describe('CT-12 carried time', () => {
  const natural = { end: utcDay('2027-02-28'), anchorDay: 29 };

  it('is spread over the new licences, rounded up as a debt', () =>
    expect(carriedTime([share(10, 100), share(5, 31)], 12, natural)).toEqual({
      end: '2027-06-05',
      anchorDay: 5,
      addedDays: 97,
      debt: 9,
    }));

  it('is at most the longest left', () =>
    expect(carriedTime([share(10, 100)], 2, natural)).toMatchObject({ addedDays: 100, debt: 0 }));

  it('CT-3 with nothing to carry the anchor of the term stays', () =>
    expect(carriedTime([], 2, natural)).toEqual({ ...natural, addedDays: 0, debt: 0 }));
});
