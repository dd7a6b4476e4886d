import { describe, expect, it } from '@jest/globals';
import { daysBetween } from '@reservoir/kernel';
import { FamilyWalk, termsOf } from '../testing/family-walk.js';
import { expectInvariants } from '../testing/invariants.js';

describe('CT-15 align end on creation', () => {
  it('to a month’s end, of the product and its modules; the time cut is not refunded', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ addOns: ['encryption'], alignEnd: { monthEnd: '2027-06' } });
    expect(termsOf(bought)).toEqual({ quantity: 10, start: '2026-11-21', end: '2027-07-01' });
    expect(bought.periods[0]).toMatchObject({ anchorDay: 1, batches: [{ termDays: 365 }] });
    expect(termsOf(walk.moduleOf(bought, 'encryption'))).toMatchObject({ end: '2027-07-01' });
    expectInvariants(walk);
  });

  it.each([
    ['later than the natural end', { monthEnd: '2027-11' }, 'align-too-late'],
    ['not after the start', { monthEnd: '2026-10' }, 'align-too-early'],
    ['of an unknown contract', { contractId: 'nothing' }, 'unknown-contract'],
  ])('refused: %s', (_, alignEnd, code) =>
    expect(new FamilyWalk().refusedToBuy({ alignEnd })).toMatchObject({ code, rule: 'CT-15' }),
  );
});

describe('sequence 13 (CT-3): the anchor belongs to the period', () =>
  it('a module that was cut from 31 to 1 March is renewed for a year of 365 or 366 days', () => {
    const walk = new FamilyWalk('2026-03-31T12:00:00Z');
    walk.buy({ alignEnd: { monthEnd: '2027-02' }, autoRenew: { on: false } });
    const b = walk.buyMore({ addOns: ['encryption'] });
    const module = walk.moduleOf(b, 'encryption');
    walk.does('cancelContract', b, { cascade: true });
    expect(walk.contract(module.id).periods[0]).toMatchObject({ end: '2027-03-01', anchorDay: 1 });
    walk.buyMore({ term: 'Y2' });
    const renewed = walk.does('renewContract', walk.contract(module.id), { renewal: { term: 'Y1' } });
    const [, future] = renewed.periods;
    expect(daysBetween(future!.start, future!.end)).toBe(366);
    expect(future).toMatchObject({ start: '2027-03-01', end: '2028-03-01' });
    expectInvariants(walk);
  }));
