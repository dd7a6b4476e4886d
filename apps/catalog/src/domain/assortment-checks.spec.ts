import { describe, expect, it } from '@jest/globals';
import {
  anAssortment,
  demonstrationItems,
  edr,
  endpointSecurity,
  itemsFrom,
} from '../testing/catalog.fixtures.js';
import { assortmentChecks } from './assortment-checks.js';
import type { Assortment } from './offers.js';
import { refusalOf } from './violations.js';

const problems = (offers: Assortment['offers'], items = demonstrationItems) =>
  (refusalOf(assortmentChecks, anAssortment(offers), items)?.errors ?? []).map(({ code, path }) => [
    code,
    path,
  ]);

describe('CA-6 an assortment', () => {
  it('may be empty, or hold products and modules', () => {
    expect(problems([])).toEqual([]);
    expect(
      problems([
        { sku: 'endpoint-security:secure', terms: ['M1', 'Y1'] },
        { sku: 'edr-standalone', terms: ['Y2'] },
        { sku: 'edr', terms: ['Y3'] },
      ]),
    ).toEqual([]);
  });

  it('offers SKUs that exist, for terms that they have', () =>
    expect(
      problems([
        { sku: 'endpoint-security', terms: ['Y1'] },
        { sku: 'edr-standalone', terms: ['M1', 'Y1', 'Y3'] },
      ]),
    ).toEqual([
      ['unknown-sku', 'offers[0].sku'],
      ['unknown-term', 'offers[1]'],
      ['unknown-term', 'offers[1]'],
    ]));

  it('CA-8 offers nothing that is retired', () => {
    const items = itemsFrom([{ ...endpointSecurity, retired: true }], [edr]);
    const offers = [
      { sku: 'endpoint-security:secure', terms: ['Y1' as const] },
      { sku: 'edr', terms: ['Y1' as const] },
    ];
    expect(problems(offers, items)).toEqual([['retired', 'offers[0].sku']]);
  });

  it('offers each SKU and term once', () =>
    expect(
      problems([
        { sku: 'edr', terms: ['Y1'] },
        { sku: 'edr', terms: ['Y3', 'Y3'] },
      ]),
    ).toEqual([
      ['duplicate', 'offers[1].sku'],
      ['duplicate', 'offers[1].terms[1]'],
    ]));
});
