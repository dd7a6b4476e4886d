import { expect, it } from '@jest/globals';
import { assortmentChanged, companyCreated, modulePublished } from '@reservoir/messages';
import { demoCatalog } from '@reservoir/testing/demo';
import { now } from '../../testing/license-pool.fixtures.js';
import { MemoryCollections } from '../../testing/memory-collections.js';
import { tell } from '../../testing/record-context.js';
import { FactsController } from './facts.controller.js';

const company = {
  id: 'partner-gold',
  type: 'partner',
  name: 'Gold',
  parentId: 'distributor-one',
  tier: 'GOLD',
  pointsProgramme: true,
  ancestors: ['distributor-one'],
  distributorId: 'distributor-one',
  version: 2,
};

it('keeps what orders are judged by: partners and assortments', async () => {
  const { collections } = new MemoryCollections().begin(now);
  const facts = new FactsController({ in: () => collections });
  const learn = (differing: object) =>
    tell((data, context) => facts.company(data, context), companyCreated, { ...company, ...differing });
  await learn({});
  await learn({ id: 'customer-one', type: 'customer' });
  const offers = [{ sku: 'patch-management', terms: ['Y1', 'Y3'] }];
  const assortment = { body: { distributorId: 'distributor-one', offers }, version: 4 };
  await tell((data, context) => facts.assortment(data, context), assortmentChanged, assortment);
  expect(collections.partners.find('partner-gold')).toEqual({
    id: 'partner-gold',
    distributorId: 'distributor-one',
    distributors: [],
    version: 2,
  });
  expect(collections.partners.find('customer-one')).toBeUndefined();
  expect(collections.assortments.find('distributor-one')).toEqual({
    id: 'distributor-one',
    offers: { 'patch-management': ['Y1', 'Y3'] },
    version: 4,
  });
});

it('CA-8 keeps since when something is sold no longer, and nothing of what is sold', async () => {
  const { collections } = new MemoryCollections().begin(now);
  const facts = new FactsController({ in: () => collections });
  const body = demoCatalog.modules[0]!;
  const learn = (retiredAt: string | null, version: number) =>
    tell((data, context) => facts.module(data, context), modulePublished, { body, version, retiredAt });
  await learn(null, 1);
  expect(collections.retirements.find(body.id)).toBeUndefined();
  await learn('2026-06-01T00:00:00Z', 2);
  expect(collections.retirements.find(body.id)).toEqual({
    id: body.id,
    retiredAt: '2026-06-01T00:00:00.000Z',
    version: 2,
  });
});
