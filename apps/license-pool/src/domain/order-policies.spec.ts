import { describe, expect, it } from '@jest/globals';
import { firstRefusal } from '@reservoir/kernel';
import { aPartner, anAssortment, at } from '../testing/license-pool.fixtures.js';
import { aPurchase } from '../testing/requests.fixtures.js';
import {
  orderPolicies,
  theBuyerIsAPartner,
  theDistributorSellsTheSku,
  theSellerIsThePartnersDistributor,
  whatIsSoldIsNotRetired,
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
      detail: 'distributor-two is not the distributor of partner-gold at the time of purchase',
    }));

  const moved = aPartner({
    distributorId: 'distributor-two',
    distributors: [
      { distributorId: 'distributor-one', since: at('2026-03-01T00:00:00Z') },
      { distributorId: 'distributor-two', since: at('2026-06-01T00:00:00Z') },
    ],
  });
  it.each([
    ['before anything is known of it', '2025-01-01T00:00:00Z', 'distributor-one'],
    ['a moment before it moved', '2026-05-31T23:59:59.999Z', 'distributor-one'],
    ['when it moved', '2026-06-01T00:00:00Z', 'distributor-two'],
    ['later', '2026-11-21T00:00:00Z', 'distributor-two'],
  ])("case 21: of a partner that moved, what it bought %s is that distributor's", (_, time, sold) => {
    const bought = { ...order, purchasedAt: at(time) };
    const refusals = ['distributor-one', 'distributor-two'].map((distributorId) =>
      theSellerIsThePartnersDistributor({ ...bought, distributorId }, moved, undefined),
    );
    expect(refusals.map((refusal) => refusal === undefined)).toEqual([
      sold === 'distributor-one',
      sold === 'distributor-two',
    ]);
  });
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

describe('CA-8 whatIsSoldIsNotRetired', () => {
  const retired = (retiredAt: string) => ({ id: 'endpoint-security', retiredAt: at(retiredAt), version: 2 });
  const bought = { ...order, purchasedAt: at('2026-06-01T00:00:00Z') };
  const refusedWhen = (retirement: ReturnType<typeof retired> | undefined) =>
    whatIsSoldIsNotRetired(bought, undefined, undefined, retirement);

  it('passes what is sold', () => expect(refusedWhen(undefined)).toBeUndefined());
  it('passes what was bought before the retirement', () =>
    expect(refusedWhen(retired('2026-06-01T00:00:00.001Z'))).toBeUndefined());
  it('refuses what is bought at its instant, or later', () =>
    expect(refusedWhen(retired('2026-06-01T00:00:00Z'))).toMatchObject({
      code: 'sku-retired',
      rule: 'CA-8',
    }));
});
