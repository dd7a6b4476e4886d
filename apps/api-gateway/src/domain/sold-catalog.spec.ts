import { describe, expect, it } from '@jest/globals';
import { aCaller, anOperator } from '../testing/callers.js';
import { asSold, isSoldOrIncluded, seesCatalogOf, soldIds } from './sold-catalog.js';

const sold = {
  offers: [
    { sku: 'endpoint-security:secure', terms: ['Y1', 'Y3'] },
    { sku: 'patch-management', terms: ['Y1'] },
  ],
};
const endpointSecurity = {
  id: 'endpoint-security',
  terms: ['M1', 'Y1', 'Y2', 'Y3'],
  protectionModels: [{ id: 'a-la-carte' }, { id: 'secure' }],
};

describe('CA-6 who sees what of the catalog', () => {
  it('the operator and distributors: all; partners and customers: what their distributor sells', () => {
    expect(seesCatalogOf(anOperator())).toBeUndefined();
    expect(seesCatalogOf(aCaller({ id: 'distributor-one', type: 'distributor' }))).toBeUndefined();
    expect(seesCatalogOf(aCaller())).toBe('distributor-one');
    expect(seesCatalogOf(aCaller({ type: 'customer' }))).toBe('distributor-one');
  });

  it('a product shows the protection models and terms that are sold', () =>
    expect(asSold(endpointSecurity, sold)).toEqual({
      ...endpointSecurity,
      protectionModels: [{ id: 'secure' }],
      terms: ['Y1', 'Y3'],
    }));

  it('a product of which nothing is sold is not there', () => {
    expect(asSold({ ...endpointSecurity, id: 'other' }, sold)).toBeUndefined();
    expect(asSold(endpointSecurity, { offers: [] })).toBeUndefined();
    expect(asSold({ ...endpointSecurity, protectionModels: [] }, sold)).toBeUndefined();
  });

  it('a module is there when it is sold, or part of what is', () => {
    const inSecure = { product: 'endpoint-security', protectionModels: ['secure'] };
    expect(isSoldOrIncluded({ id: 'patch-management', includedIn: [] }, sold)).toBe(true);
    expect(isSoldOrIncluded({ id: 'edr', includedIn: [] }, sold)).toBe(false);
    expect(isSoldOrIncluded({ id: 'edr', includedIn: [inSecure] }, sold)).toBe(true);
    const inLaCarte = { product: 'endpoint-security', protectionModels: ['a-la-carte'] };
    expect(isSoldOrIncluded({ id: 'edr', includedIn: [inLaCarte] }, sold)).toBe(false);
    expect(isSoldOrIncluded({ id: 'edr', includedIn: [{ product: 'endpoint-security' }] }, sold)).toBe(true);
  });

  it('the ids of what is sold stand for products and modules alike', () =>
    expect(soldIds(sold)).toEqual(['endpoint-security', 'patch-management']));
});
