import { describe, expect, it } from '@jest/globals';
import { aCaller, anOperator } from '../testing/callers.js';
import { readableDistributors, visiblePrices } from './price-list.js';

const list = {
  distributorId: 'distributor-one',
  money: [{ tier: null }, { tier: 'GOLD' }, { tier: 'SILVER' }],
  pointsDiscounts: [{ tier: 'GOLD' }, { tier: 'SILVER' }],
};

describe('CA-6 whose assortment and prices', () => {
  it('a partner reads: its distributor’s', () =>
    expect(readableDistributors(aCaller())).toEqual(['distributor-one']));
  it('a distributor reads: its own', () =>
    expect(readableDistributors(aCaller({ id: 'distributor-one', type: 'distributor' }))).toEqual([
      'distributor-one',
    ]));
  it('a customer reads: none', () => expect(readableDistributors(aCaller({ type: 'customer' }))).toEqual([]));
  it('the operator reads: all', () => expect(readableDistributors(anOperator())).toBe('all'));
});

describe('CA-6 a price list', () => {
  it('shows a partner its own tier and what holds for every tier', () =>
    expect(visiblePrices(list, aCaller())).toMatchObject({
      money: [{ tier: null }, { tier: 'GOLD' }],
      pointsDiscounts: [{ tier: 'GOLD' }],
    }));

  it('shows its distributor all of it', () => {
    expect(visiblePrices(list, aCaller({ type: 'distributor' }))).toBe(list);
    expect(visiblePrices(list, anOperator())).toBe(list);
  });
});
