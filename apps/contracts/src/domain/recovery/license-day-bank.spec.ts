import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { plusDays } from '@reservoir/kernel';
import { aBatch, afterRemoval, by, holding, today, withDaysLeft } from '../../testing/batches.fixtures.js';
import type { Batch } from '../batch.js';
import { licencesIn } from '../batch.js';
import { type Removable, removal } from './removal.js';

/** Removes licences in steps; how many came back in all, and the contract after it. */
function inSteps(contract: Removable, steps: readonly number[], terms = by()) {
  let held = contract;
  let back = 0;
  for (const step of steps) {
    const gone = removal(held, step, terms);
    back += licencesIn(gone.back);
    held = afterRemoval(held, gone);
  }
  return { back, held };
}

const ones = (licences: number): readonly number[] => Array.from({ length: licences }, () => 1);

describe('case 25 (PO-7): 100 single removals', () => {
  it('with 200 days left recover 54 in all, as one removal of 100 does', () => {
    const contract = withDaysLeft(100, 'Y1', 200);
    expect(inSteps(contract, ones(100)).back).toBe(54);
    expect(inSteps(contract, [100]).back).toBe(54);
  });

  it('show the bank in each line', () => {
    const { held } = inSteps(withDaysLeft(3, 'Y1', 200), [1]);
    expect(held.bank).toEqual({ day: today, entries: [{ term: 'Y1', termDays: 365, days: 200 }] });
    expect(removal(held, 1, by()).lines[0]).toMatchObject({
      bankBefore: 200,
      bankAfter: 35,
      formula: '⌊(200 + 1 × 200) ÷ 365⌋: 1 back, 0 retired',
    });
  });

  it('the bank is of one day', () => {
    const { held } = inSteps(withDaysLeft(3, 'Y1', 200), [1]);
    const tomorrow = by({ today: plusDays(today, 1) });
    expect(removal(held, 1, tomorrow)).toMatchObject({
      back: [],
      bank: { day: tomorrow.today, entries: [{ days: 199 }] },
    });
  });

  it('each term has its own account, also with a leap day more', () => {
    const batches = [
      aBatch({ quantity: 2, termDays: 366 }),
      aBatch({ quantity: 2, term: 'Y2', termDays: 730 }),
    ];
    const { held } = inSteps(holding(batches, { end: plusDays(today, 300) }), [1, 1, 1]);
    expect(held.bank?.entries).toEqual([
      { term: 'Y2', termDays: 730, days: 600 },
      { term: 'Y1', termDays: 366, days: 300 },
    ]);
  });
});

describe('CT-11 removals pay the debt first', () => {
  it('and bank only the rest', () => {
    const gone = removal(withDaysLeft(100, 'Y1', 200, {}, { debt: 99 }), 2, by());
    expect(gone).toMatchObject({
      debt: 0,
      bank: { entries: [{ days: 301 }] },
      lines: [{ debtPaid: 99, back: 0, formula: '⌊(2 × 200 − 99) ÷ 365⌋: 0 back, 2 retired' }],
    });
  });

  it('whatever the policy gives back, so that the debt stays below the licences', () =>
    expect(removal(withDaysLeft(10, 'M1', 3, {}, { debt: 9 }), 2, by())).toMatchObject({ debt: 3 }));

  it('PO-7: a licence that went into the debt does not come back, though the others outlast their term', () => {
    const grouped = withDaysLeft(3, 'Y1', 700, {}, { debt: 700 });
    expect(inSteps(grouped, [1, 1, 1]).back).toBe(2);
    expect(inSteps(grouped, [3]).back).toBe(2);
  });
});

const batch = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  term: fc.constantFrom('Y1' as const, 'Y2' as const, 'Y3' as const),
  leap: fc.boolean(),
  age: fc.integer({ min: 0, max: 400 }),
});

const contracts = fc
  .record({
    batches: fc.array(batch, { minLength: 1, maxLength: 5 }),
    daysLeft: fc.integer({ min: 1, max: 1200 }),
    debt: fc.nat(),
  })
  .map(({ batches, daysLeft, debt }) => {
    const drawn: readonly Batch[] = batches
      .sort((a, b) => b.age - a.age)
      .map(({ quantity, term, leap, age }) =>
        aBatch({
          quantity,
          term,
          termDays: 365 * Number(term.slice(1)) + (leap || term === 'Y3' ? 1 : 0),
          date: plusDays(today, -age),
        }),
      );
    return holding(drawn, { end: plusDays(today, daysLeft), debt: debt % licencesIn(drawn) });
  });

describe('recovery, over random contracts', () => {
  it('PO-7 licence by licence gives as much as all at once', () => {
    fc.assert(
      fc.property(contracts, fc.double({ min: 0, max: 1, noNaN: true }), (contract, share) => {
        const licences = Math.round(share * licencesIn(contract.periods[0].batches));
        const one = inSteps(contract, ones(licences));
        const all = inSteps(contract, [licences]);
        expect(all.back).toBe(one.back);
        expect({ bank: all.held.bank?.day, debt: all.held.debt }).toEqual({
          bank: one.held.bank?.day,
          debt: one.held.debt,
        });
      }),
    );
  });

  it('invariant 10: licence-days that come back were in the contract', () => {
    fc.assert(
      fc.property(
        contracts,
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }),
        (contract, steps) => {
          const [{ batches, end }] = contract.periods;
          let left = licencesIn(batches);
          const possible = steps.map((step) => {
            const licences = Math.min(step, left);
            left -= licences;
            return licences;
          });
          let held = contract;
          for (const licences of possible) {
            const gone = removal(held, licences, by());
            for (const { termDays, term } of held.periods[0].batches) {
              const own = (lines: typeof gone.lines) =>
                lines.filter((one) => one.term === term && one.termDays === termDays);
              const [line] = own(gone.lines);
              if (line) {
                expect(line.back * termDays).toBeLessThanOrEqual(
                  line.bankBefore + line.licences * line.daysLeft - line.debtPaid,
                );
                expect(line.back + line.retired).toBe(line.licences);
              }
            }
            held = afterRemoval(held, gone);
            expect(held.debt).toBeLessThanOrEqual(Math.max(0, licencesIn(held.periods[0].batches) - 1));
          }
          expect(held.periods[0].end).toBe(end);
        },
      ),
    );
  });
});
