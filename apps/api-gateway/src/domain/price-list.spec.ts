import { describe, expect, it } from '@jest/globals';
import { aCaller, anOperator } from '../testing/callers.js';
import { readableDistributor, visiblePrices } from './price-list.js';

const list = {
  distributorId: 'distributor-one',
  money: [{ tier: null }, { tier: 'GOLD' }, { tier: 'SILVER' }],
  pointsDiscounts: [{ tier: 'GOLD' }, { tier: 'SILVER' }],
};

describe('CA-6 whose assortment and prices', () => {
  it('a partner reads: its distributor’s', () =>
    expect(readableDistributor(aCaller())).toBe('distributor-one'));
  it('a distributor reads: its own', () =>
    expect(readableDistributor(aCaller({ id: 'distributor-one', type: 'distributor' }))).toBe(
      'distributor-one',
    ));
  it('a customer reads: none', () => expect(readableDistributor(aCaller({ type: 'customer' }))).toBeNull());
  it('the operator reads: all', () => expect(readableDistributor(anOperator())).toBe('all'));
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
