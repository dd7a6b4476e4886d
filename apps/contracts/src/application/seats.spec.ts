import { describe, expect, it } from '@jest/globals';
import { expectInvariants } from '../testing/invariants.js';
import { FamilyWalk, termsOf } from '../testing/family-walk.js';
import { sevenDays } from '../domain/recovery/recovery-policy.js';

const sku = 'endpoint-security:a-la-carte';
/** On that day, what began on 21 Nov 2026 has 200 days left. */
const with200DaysLeft = '2027-05-05T12:00:00Z';

describe('CT-10 fewer seats', () => {
  it('are recovered by the policy, the contract and its entitlement follow', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ quantity: 100 });
    walk.at(with200DaysLeft);
    const left = walk.does('changeSeats', bought, { seats: { remove: 40 } });
    expect(termsOf(left)).toMatchObject({ quantity: 60, end: '2027-11-21' });
    expect(walk.recovered(sku)).toEqual([21, 19]);
    expect(walk.plan.lines[0]?.formula).toBe('⌊40 × 200 ÷ 365⌋: 21 back, 19 retired');
    expectInvariants(walk);
  });

  it('case 25 (PO-7): 100 single removals recover 54 in all', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ quantity: 100 });
    walk.at(with200DaysLeft);
    for (let n = 0; n < 100; n += 1) walk.does('changeSeats', bought, { seats: { remove: 1 } });
    expect(walk.contract(bought.id).state).toBe('cancelled');
    expect(walk.pools.stockOf(sku)).toMatchObject({
      available: 100_000 - 100 + 54,
      assigned: 0,
      retired: 46,
    });
    expectInvariants(walk);
  });

  it('PO-7 removing the last licence is a cancel', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ quantity: 3 });
    expect(walk.does('changeSeats', bought, { seats: { remove: 3 } })).toMatchObject({
      state: 'cancelled',
      reason: { code: 'last-seat-removed' },
    });
    expect(walk.recovered(sku)).toEqual([3, 0]);
    expect(walk.refused('changeSeats', bought, { seats: { remove: 1 } })).toBe('contract-over');
  });

  it('more than there are is refused', () => {
    const walk = new FamilyWalk();
    expect(walk.refused('changeSeats', walk.buy({ quantity: 3 }), { seats: { remove: 4 } })).toBe(
      'too-few-seats',
    );
  });

  it('leave the future period in full, as far as it has them', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ quantity: 10 });
    walk.at(with200DaysLeft);
    walk.does('renewContract', bought, { renewal: {} });
    const left = walk.does('changeSeats', bought, { seats: { remove: 4 } });
    expect(left.periods.map(({ quantity }) => quantity)).toEqual([6, 6]);
    expect(walk.recovered(sku)).toEqual([2 + 4, 2]);
    expectInvariants(walk);
  });
});

describe('case 16 (CT-13): module 30 on a product reduced to 20', () => {
  it('is refused; with cascade, module 20 and recovery of 10', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 30, addOns: ['encryption'] });
    const module = walk.moduleOf(product, 'encryption');
    expect(walk.refused('changeSeats', product, { seats: { remove: 10 } })).toBe('module-beyond-product');
    walk.does('changeSeats', product, { seats: { remove: 10 }, cascade: true });
    expect(termsOf(walk.contract(module.id))).toMatchObject({ quantity: 20 });
    expect(walk.recovered('encryption')).toEqual([10, 0]);
    expectInvariants(walk);
  });
});

describe('CT-10 more seats', () => {
  it('are a further contract in the same service', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy({ quantity: 10 });
    walk.at(with200DaysLeft);
    const further = walk.does('changeSeats', bought, { seats: { add: 5, term: 'Y1' } });
    expect(further).toMatchObject({ state: 'active', serviceId: bought.serviceId });
    expect(termsOf(further)).toEqual({ quantity: 5, start: '2027-05-05', end: '2028-05-05' });
    expectInvariants(walk);
  });

  it('or co-termed by grouping, which takes their full recovery away (PO-8)', () => {
    const walk = new FamilyWalk().withPolicy(sevenDays);
    const bought = walk.buy({ quantity: 10 });
    walk.at(with200DaysLeft);
    const group = walk.does('changeSeats', bought, { seats: { add: 10, term: 'Y1', coTerm: true } });
    expect(termsOf(group)).toEqual({ quantity: 20, start: '2027-05-05', end: '2028-02-12' });
    expect(walk.plan.draws).toMatchObject([{ quantity: 10, lotsMost: 999 }]); // CT-1: one batch is there
    expect(group).toMatchObject({ debt: 20 * 283 - (10 * 200 + 10 * 366) });
    expect(group.periods[0].batches.map(({ quantity, grouped }) => [quantity, grouped])).toEqual([
      [10, true],
      [10, true],
    ]);
    expect(walk.contract(bought.id)).toMatchObject({ state: 'superseded', supersededBy: group.id });
    expectInvariants(walk);
  });

  it('CT-15 may be aligned to another contract', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    const alignEnd = { contractId: bought.id };
    const further = walk.does('changeSeats', bought, { seats: { add: 5, term: 'Y1', alignEnd } });
    expect(termsOf(further)).toMatchObject({ end: '2027-11-21' });
    expect(further.periods[0]).toMatchObject({ anchorDay: 21, batches: [{ termDays: 366 }] });
  });

  it.each([
    ['CT-11: of another term class', { add: 1, term: 'M1', coTerm: true }, 'mixed-term-classes'],
    [
      'CT-15: aligned and co-termed',
      { add: 1, term: 'Y1', coTerm: true, alignEnd: { monthEnd: '2027-01' } },
      'align-or-co-term',
    ],
    [
      'CT-15: aligned beyond the term',
      { add: 1, term: 'Y1', alignEnd: { monthEnd: '2028-01' } },
      'align-too-late',
    ],
    ['PO-4: more than the pool has', { add: 200_000, term: 'Y1' }, 'pool-short'],
  ])('%s are refused', (_, seats, code) => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    expect(walk.refused('changeSeats', bought, { seats })).toBe(code);
    expect(walk.contract(bought.id)).toEqual(bought);
    expectInvariants(walk);
  });

  it('CA-6 what is not sold is refused', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.ports.assortments.save({ id: 'distributor-one', version: 2, offers: [] });
    expect(walk.refused('changeSeats', bought, { seats: { add: 1, term: 'Y1' } })).toBe('not-sold');
  });

  it('CT-13 of a module are measured by the product’s licences of their own term class', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10, addOns: ['encryption'] });
    walk.buyMore({ quantity: 5, term: 'M1' });
    const module = walk.moduleOf(product, 'encryption');
    const more = (add: number) => ({ seats: { add, term: 'M1' } });
    expect(walk.refused('changeSeats', module, more(6))).toBe('module-beyond-product');
    walk.does('changeSeats', module, more(5));
    expectInvariants(walk);
  });

  it('CT-13 of a module stay within its product', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10, addOns: ['encryption'] });
    const module = walk.moduleOf(product, 'encryption');
    expect(walk.refused('changeSeats', module, { seats: { add: 1, term: 'Y1' } })).toBe(
      'module-beyond-product',
    );
    walk.does('changeSeats', product, { seats: { add: 1, term: 'Y1' } });
    walk.does('changeSeats', module, { seats: { add: 1, term: 'Y1' } });
    expectInvariants(walk);
  });
});

describe('sequence 2 (PO-8): the preset of 7 days, 100 × Y1 with 10 days left grouped with a fresh Y3', () =>
  it('one seat removed: the Y3 does not come back whole', () => {
    const walk = new FamilyWalk().withPolicy(sevenDays);
    const old = walk.buy({ quantity: 100 });
    walk.at('2027-11-11T12:00:00Z');
    const group = walk.does('changeSeats', old, { seats: { add: 1, term: 'Y3', coTerm: true } });
    walk.does('changeSeats', group, { seats: { remove: 1 } });
    expect(walk.recovered(sku)).toEqual([0, 1]);
  }));

describe('sequence 3 (PO-8): the preset of 7 days, assigned and cancelled on day 7 twice', () =>
  it('comes back in full once, and prorated within 90 days', () => {
    const walk = new FamilyWalk().withPolicy(sevenDays);
    const first = walk.buy({ quantity: 100 });
    walk.at('2026-11-27T12:00:00Z');
    walk.does('cancelContract', first);
    expect(walk.recovered(sku)).toEqual([100, 0]);
    const second = walk.buy({ quantity: 100 });
    walk.at('2026-12-03T12:00:00Z');
    walk.does('cancelContract', second);
    expect(walk.recovered(sku)).toEqual([98, 2]);
  }));
