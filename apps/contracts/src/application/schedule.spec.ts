import { describe, expect, it } from '@jest/globals';
import { daysBetween } from '@reservoir/kernel';
import { FamilyWalk, termsOf } from '../testing/family-walk.js';
import { expectInvariants } from '../testing/invariants.js';

const sku = 'endpoint-security:a-la-carte';
const quantity = (licences: number, term = 'Y1') => ({
  schedule: { change: 'quantity', quantity: licences, term },
});
const cancel = { schedule: { change: 'cancel' } };
/** On that day, what began on 21 Nov 2026 has 200 days left. */
const with200DaysLeft = '2027-05-05T12:00:00Z';

describe('CT-16 a scheduled change of quantity', () => {
  it('is the future period: its licences leave the pool at once, and count from its start', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    const scheduled = walk.does('scheduleChange', bought, quantity(4));
    expect(scheduled).toMatchObject({ next: 'quantity', periods: [{ quantity: 10 }, { quantity: 4 }] });
    expect(walk.pools.stockOf(sku)).toMatchObject({ assigned: 14 });
    walk.at('2027-11-21T00:00:00Z');
    expect(walk.contract(bought.id)).toMatchObject({ state: 'active', next: null });
    expect(termsOf(walk.contract(bought.id))).toEqual({
      quantity: 4,
      start: '2027-11-21',
      end: '2028-11-21',
    });
    expectInvariants(walk);
  });

  it('CT-13 below its module is refused, as any change', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ addOns: ['encryption'] });
    walk.at(with200DaysLeft);
    walk.does('scheduleChange', product, quantity(4));
    const module = walk.moduleOf(product, 'encryption');
    expect(walk.refused('scheduleChange', module, quantity(5))).toBe('module-beyond-product');
    walk.does('scheduleChange', module, quantity(4));
    expectInvariants(walk);
  });
});

describe('CT-16 a scheduled cancel', () => {
  it('ends in expired, and is not renewed', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    expect(walk.does('scheduleChange', bought, cancel)).toMatchObject({ next: 'cancel', state: 'active' });
    expect(walk.refused('renewContract', bought, { renewal: {} })).toBe('change-scheduled');
    walk.at('2027-11-15T00:00:00Z');
    walk.at('2027-11-21T00:00:00Z');
    expect(walk.contract(bought.id)).toMatchObject({ state: 'expired' });
    expectInvariants(walk);
  });
});

describe('CT-16 what deletes a scheduled change', () => {
  it('its own deletion: the licences come back in full', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    walk.does('scheduleChange', bought, quantity(4));
    expect(walk.does('unscheduleChange', bought)).toMatchObject({ next: null, periods: [{ quantity: 10 }] });
    expect(walk.recovered(sku)).toEqual([4, 0]);
    expect(walk.refused('unscheduleChange', bought)).toBe('nothing-scheduled');
    expectInvariants(walk);
  });

  it.each([
    ['a quantity', quantity(4), 4],
    ['a cancel', cancel, 0],
  ])('an immediate change: %s goes, and that is said', (_, schedule, back) => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    walk.does('scheduleChange', bought, schedule);
    expect(walk.does('changeSeats', bought, { seats: { remove: 4 } })).toMatchObject({ next: null });
    expect(walk.recovered(sku)).toEqual([back + 2, 2]);
    expect(walk.plan.notices).toMatchObject([{ code: 'scheduled-change-deleted', contractId: bought.id }]);
    expectInvariants(walk);
  });

  it('never a renewal', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    walk.at(with200DaysLeft);
    walk.does('renewContract', bought, { renewal: {} });
    expect(walk.refused('unscheduleChange', bought)).toBe('nothing-scheduled');
    expect(walk.refused('scheduleChange', bought, cancel)).toBe('already-renewed');
  });
});

describe('CT-16 refused', () => {
  it('with 365 days or more left, beside another, for another term class, for trials and what is over', () => {
    const walk = new FamilyWalk();
    const bought = walk.buy();
    expect(walk.refused('scheduleChange', bought, cancel)).toBe('too-early');
    walk.at('2026-11-22T12:00:00Z');
    expect(walk.refused('scheduleChange', bought, quantity(4, 'M1'))).toBe('other-term-class');
    expect(walk.refused('scheduleChange', bought, quantity(200_000))).toBe('pool-short');
    walk.does('scheduleChange', bought, cancel);
    expect(walk.refused('scheduleChange', bought, quantity(4))).toBe('change-scheduled');
    walk.does('cancelContract', bought);
    expect(walk.refused('scheduleChange', bought, cancel)).toBe('contract-over');
    expect(walk.refused('scheduleChange', walk.buy({ mode: 'trial' }), cancel)).toBe('trial');
  });
});

describe('sequence 14 (CT-3): schedule a quantity, renew the module aligned, remove a seat with cascade, renew', () =>
  it('the module’s next year has 365 or 366 days', () => {
    const walk = new FamilyWalk('2026-03-31T12:00:00Z');
    const product = walk.buy({ addOns: ['encryption'], autoRenew: { on: false } });
    const module = walk.moduleOf(product, 'encryption');
    walk.at('2026-04-02T12:00:00Z');
    walk.does('scheduleChange', product, quantity(10));
    walk.does('renewContract', module, { renewal: { term: 'Y1', alignEnd: { monthEnd: '2028-02' } } });
    expect(walk.contract(module.id).periods[1]).toMatchObject({ end: '2028-03-01', anchorDay: 1 });
    walk.does('changeSeats', product, { seats: { remove: 1 }, cascade: true });
    expect(walk.contract(module.id)).toMatchObject({
      next: null,
      periods: [{ quantity: 9, end: '2027-03-31', anchorDay: 31 }],
    });
    walk.does('renewContract', product, { renewal: { term: 'Y1' } });
    const [, future] = walk.contract(module.id).periods;
    expect(daysBetween(future!.start, future!.end)).toBe(366);
    expectInvariants(walk);
  }));

describe('sequence 6 (CT-11): a large debt, a scheduled quantity of 1, grouping on the last day', () =>
  it('leaves a day: the debt lapses with the licences', () => {
    const walk = new FamilyWalk();
    const many = walk.buy({ quantity: 364, autoRenew: { on: false } });
    walk.at('2026-11-22T12:00:00Z');
    const one = walk.buyMore({ quantity: 1 });
    const ids = { contractIds: [many.id, one.id] };
    const group = walk.does('groupContracts', many, ids);
    expect(group).toMatchObject({ debt: 364, periods: [{ end: '2027-11-22' }] });
    walk.at('2026-11-23T12:00:00Z');
    walk.does('scheduleChange', group, quantity(1));
    walk.at('2028-11-21T12:00:00Z');
    expect(walk.contract(group.id)).toMatchObject({ debt: 0, periods: [{ quantity: 1, end: '2028-11-22' }] });
    const late = walk.buyMore({ quantity: 1, term: 'Y1', alignEnd: { contractId: group.id } });
    const both = walk.does('groupContracts', group, { contractIds: [group.id, late.id] });
    expect(termsOf(both)).toEqual({ quantity: 2, start: '2028-11-21', end: '2028-11-22' });
    expectInvariants(walk);
  }));
