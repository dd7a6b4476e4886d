import { describe, expect, it } from '@jest/globals';
import { firstRefusal } from '@reservoir/kernel';
import { aPartner, anAssortment } from '../testing/license-pool.fixtures.js';
import { aPurchase } from '../testing/requests.fixtures.js';
import {
  orderPolicies,
  theBuyerIsAPartner,
  theDistributorSellsTheSku,
  theSellerIsThePartnersDistributor,
} from './order-policies.js';

const { order } = aPurchase();

it('an order that passes', () =>
  expect(firstRefusal(orderPolicies, order, aPartner(), anAssortment())).toBeUndefined());

describe('CO-1 theBuyerIsAPartner', () => {
  it('passes', () => expect(theBuyerIsAPartner(order, aPartner(), undefined)).toBeUndefined());
  it('refuses who is not known', () =>
    expect(theBuyerIsAPartner(order, undefined, undefined)).toEqual({
      code: 'unknown-partner',
      rule: 'CO-1',
      detail: 'partner-gold is no known partner',
    }));
});

describe('CO-4 theSellerIsThePartnersDistributor', () => {
  it('passes', () => expect(theSellerIsThePartnersDistributor(order, aPartner(), undefined)).toBeUndefined());
  it('refuses another', () =>
    expect(
      theSellerIsThePartnersDistributor(
        { ...order, distributorId: 'distributor-two' },
        aPartner(),
        undefined,
      ),
    ).toEqual({
      code: 'wrong-distributor',
      rule: 'CO-4',
      detail: 'distributor-two is not the distributor of partner-gold',
    }));
});

describe('CA-6 theDistributorSellsTheSku', () => {
  it('passes', () => expect(theDistributorSellsTheSku(order, undefined, anAssortment())).toBeUndefined());

  it.each([
    ['another term', { ...order, term: 'Y3' as const }, anAssortment()],
    ['another SKU', { ...order, sku: 'edr-standalone' }, anAssortment()],
    ['a SKU that every object has', { ...order, sku: 'constructor' }, anAssortment()],
    ['without an assortment', order, undefined],
  ])('refuses %s', (_, asked, assortment) =>
    expect(theDistributorSellsTheSku(asked, undefined, assortment)).toEqual({
      code: 'not-in-assortment',
      rule: 'CA-6',
      detail: `distributor-one does not sell ${asked.sku} ${asked.term}`,
    }),
  );
});
