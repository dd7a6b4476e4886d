import { describe, expect, it } from '@jest/globals';
import { utcDay } from '@reservoir/kernel';
import { aContract, aPeriod } from '../../testing/a-contract.js';
import type { Contract, PendingPeriod } from '../contract.js';
import type { Renewed } from './renewed.js';
import { seatsThrough } from './seats-through.js';

const end = utcDay('2027-11-21');
const nextYear = (sku: string, quantity: number): PendingPeriod =>
  aPeriod({ sku, quantity, start: end, end: utcDay('2028-11-21') });
const renewed = (contractId: string, period: PendingPeriod): Renewed => ({
  contractId,
  drafts: [],
  patches: [],
  draw: null as never,
  period,
});
const product = (id: string, quantity: number, changes: Partial<Contract> = {}) =>
  aContract({ id, periods: [aPeriod({ quantity })], ...changes });
const module = (id: string, quantity: number, changes: Partial<Contract> = {}) =>
  aContract({ id, kind: 'module', periods: [aPeriod({ sku: 'encryption', quantity })], ...changes });

/** Seats for the renewal of the first product and the first module, beside others. */
function seats(products: readonly Contract[], modules: readonly Contract[], quantity: number): number {
  const [firstProduct] = products as readonly [Contract];
  const [firstModule] = modules as readonly [Contract];
  return seatsThrough({ contracts: [...products, ...modules] } as never, {
    product: renewed(firstProduct.id, nextYear('endpoint-security:a-la-carte', quantity)),
    products: [firstProduct],
    module: renewed(firstModule.id, nextYear('encryption', firstModule.periods[0].quantity)),
    modules: [firstModule],
  });
}

describe('CT-7 the seats that stay through a module’s whole next period', () => {
  it('are those of the product that is renewed', () =>
    expect(seats([product('p', 4)], [module('m', 4)], 4)).toBe(4));

  it('with those of others that last as long, and not of those that end in it', () => {
    const long = product('long', 3, { periods: [aPeriod({ term: 'Y3', quantity: 3 })] });
    const short = product('short', 2, { periods: [aPeriod({ quantity: 2, end: utcDay('2028-03-01') })] });
    expect(seats([product('p', 4), long, short], [module('m', 9)], 4)).toBe(7);
  });

  it('less what the module has there already: none may be left', () => {
    const other = module('other', 4, { periods: [aPeriod({ sku: 'encryption', term: 'Y3', quantity: 4 })] });
    expect(seats([product('p', 4)], [module('m', 4), other], 4)).toBe(0);
  });

  it('CT-13 of one term class', () => {
    const monthly = product('monthly', 5, {
      periods: [aPeriod({ term: 'M1', quantity: 5, end: utcDay('2029-01-01') })],
    });
    expect(seats([product('p', 4), monthly], [module('m', 4)], 4)).toBe(4);
  });
});
