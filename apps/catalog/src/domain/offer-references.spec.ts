import { describe, expect, it } from '@jest/globals';
import {
  demonstrationItems,
  edrStandalone,
  endpointSecurity,
  itemsFrom,
} from '../testing/catalog.fixtures.js';
import { type OfferReference, danglingOffers } from './offer-references.js';

const offered = (sku: string, ...terms: OfferReference['terms']): OfferReference => ({
  kind: 'assortments',
  distributorId: 'distributor-one',
  sku,
  terms,
});
const references = [
  offered('endpoint-security:secure', 'M1', 'Y1'),
  { ...offered('endpoint-security:secure-plus', 'Y3'), kind: 'prices' as const },
];

describe('CA-6, CA-7 what assortments and price lists name', () => {
  it('is no matter while it is there', () =>
    expect(danglingOffers(references, demonstrationItems)).toEqual([]));

  it('is told when its protection model goes', () => {
    const protectionModels = endpointSecurity.protectionModels.filter(({ id }) => id !== 'secure-plus');
    expect(danglingOffers(references, itemsFrom([{ ...endpointSecurity, protectionModels }], []))).toEqual([
      {
        code: 'unknown-sku',
        rule: 'CA-7',
        detail: 'the prices of distributor-one name endpoint-security:secure-plus, which will not be there',
        path: 'prices/distributor-one',
      },
    ]);
  });

  it('is told when its term goes', () => {
    const items = itemsFrom([{ ...endpointSecurity, terms: ['Y1', 'Y3'] }, edrStandalone], []);
    expect(danglingOffers(references, items)).toMatchObject([
      {
        code: 'unknown-term',
        rule: 'CA-6',
        detail:
          'the assortments of distributor-one name endpoint-security:secure for M1, which will not be there',
      },
    ]);
  });
});
