import { describe, expect, it } from '@jest/globals';
import { plusDays, utcDay } from '@reservoir/kernel';
import { FamilyWalk, termsOf } from '../testing/family-walk.js';
import { expectInvariants } from '../testing/invariants.js';

const sku = 'endpoint-security:a-la-carte';
const grouping = (...contracts: readonly { readonly id: string }[]) => ({
  contractIds: contracts.map(({ id }) => id),
});

describe('CT-11 grouping', () => {
  it('10 at 100 days, 20 at 250, 5 at 30 make 35 at 176', () => {
    const walk = new FamilyWalk('2025-12-21T12:00:00Z');
    const five = walk.buy({ quantity: 5, autoRenew: { on: false } });
    walk.at('2026-03-01T12:00:00Z');
    const ten = walk.buyMore({ quantity: 10 });
    walk.at('2026-07-29T12:00:00Z');
    const twenty = walk.buyMore({ quantity: 20 });
    walk.at('2026-11-21T12:00:00Z');
    const group = walk.does('groupContracts', ten, grouping(ten, twenty, five));
    expect(termsOf(group)).toEqual({ quantity: 35, start: '2026-11-21', end: '2027-05-16' });
    expect(group).toMatchObject({ state: 'active', debt: 10, periods: [{ anchorDay: 16 }] });
    expect(group.periods[0].batches.map(({ date, quantity, grouped }) => [date, quantity, grouped])).toEqual([
      ['2025-12-21', 5, true],
      ['2026-03-01', 10, true],
      ['2026-07-29', 20, true],
    ]);
    for (const { id } of [five, ten, twenty])
      expect(walk.contract(id)).toMatchObject({ state: 'superseded', supersededBy: group.id });
    expectInvariants(walk);
  });

  it('case 11: a 1-year with a 3-year contract, then cancel: each allocation by its own term', () => {
    const walk = new FamilyWalk('2027-03-01T12:00:00Z');
    const one = walk.buy({ quantity: 10, term: 'Y1' });
    const three = walk.buyMore({ quantity: 10, term: 'Y3' });
    const group = walk.does('groupContracts', one, grouping(one, three));
    const days = Math.ceil((10 * 366 + 10 * 1096) / 20);
    expect(termsOf(group)).toMatchObject({ quantity: 20 });
    walk.at('2027-06-01T12:00:00Z');
    walk.does('cancelContract', group);
    const left = days - 92;
    expect(
      walk.plan.lines.map(({ term, termDays, daysLeft, back }) => [term, termDays, daysLeft, back]),
    ).toEqual([
      ['Y3', 1096, left, Math.floor((10 * left - group.debt) / 1096)],
      ['Y1', 366, left, 10],
    ]);
    expectInvariants(walk);
  });

  it('case 12: monthly with annual is refused', () => {
    const walk = new FamilyWalk();
    const year = walk.buy();
    const month = walk.buyMore({ term: 'M1' });
    expect(walk.refused('groupContracts', year, grouping(year, month))).toBe('mixed-term-classes');
  });

  it('refused with a future period, of another SKU, of one alone, of what is over or unknown', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ addOns: ['encryption'] });
    const module = walk.moduleOf(product, 'encryption');
    const other = walk.buyMore();
    expect(walk.refused('groupContracts', product, grouping(product, module))).toBe('other-sku');
    expect(walk.refused('groupContracts', product, grouping(product, product))).toBe('nothing-to-group');
    expect(walk.refused('groupContracts', product, grouping(product, { id: 'nothing' }))).toBe(
      'unknown-contract',
    );
    walk.at('2026-11-23T12:00:00Z');
    walk.does('renewContract', product, { renewal: { term: 'Y1' } });
    const renewed = walk.contract(product.id);
    expect(renewed.state).toBe('superseded');
    const group = walk.contract(renewed.supersededBy ?? '');
    const late = walk.buyMore();
    expect(walk.refused('groupContracts', group, grouping(group, late))).toBe('future-period');
    expect(walk.refused('groupContracts', late, grouping(late, other))).toBe('unknown-contract');
  });

  it('CT-13 modules that would outlast their product are refused, or cut with cascade: ends first', () => {
    const walk = new FamilyWalk();
    const product = walk.buy({ quantity: 10, addOns: ['encryption'], term: 'Y3' });
    const short = walk.buyMore({ quantity: 10, term: 'Y1' });
    expect(walk.refused('groupContracts', product, grouping(product, short))).toBe('module-beyond-product');
    const group = walk.does('groupContracts', product, { ...grouping(product, short), cascade: true });
    const module = walk.contract(walk.moduleOf(product, 'encryption').id);
    expect(module.periods[0]).toMatchObject({ quantity: 10, end: group.periods[0].end });
    expectInvariants(walk);
  });
});

describe('sequence 1 (CT-11): 364 × Y1, a day later 1 more, grouped and cancelled', () => {
  it('the rounding does not come back as licences', () => {
    const walk = new FamilyWalk();
    const many = walk.buy({ quantity: 364 });
    walk.at('2026-11-22T12:00:00Z');
    const one = walk.buyMore({ quantity: 1 });
    const group = walk.does('groupContracts', many, grouping(many, one));
    expect(group).toMatchObject({ debt: 364 });
    walk.does('cancelContract', group);
    expect(walk.recovered(sku)).toEqual([364, 1]);
  });

  it('day after day: of what is there, one is retired each day', () => {
    const walk = new FamilyWalk();
    let stock = 365;
    for (let day = utcDay('2026-11-21'); stock > 355; day = plusDays(day, 1)) {
      walk.at(`${day}T12:00:00Z`);
      const many = walk.buy({ quantity: stock - 1 });
      walk.at(`${plusDays(day, 1)}T12:00:00Z`);
      const group = walk.does('groupContracts', many, grouping(many, walk.buyMore({ quantity: 1 })));
      walk.does('cancelContract', group);
      expect(walk.recovered(sku)).toEqual([stock - 1, 1]);
      expectInvariants(walk);
      stock -= 1;
    }
  });
});
