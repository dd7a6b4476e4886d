import { describe, expect, it } from '@jest/globals';
import {
  demonstrationItems,
  edr,
  edrStandalone,
  endpointSecurity,
  itemsFrom,
} from '../testing/catalog.fixtures.js';
import { termsOfSku } from './skus.js';

const termsOf = (sku: string) => termsOfSku(sku, demonstrationItems);

describe('the terms of a SKU', () => {
  it('CA-1 are those of its product', () => {
    expect(termsOf('edr-standalone')).toEqual(['Y1', 'Y2']);
    expect(termsOf('endpoint-security:secure-plus')).toEqual(['M1', 'Y1', 'Y3']);
  });

  it('of a module are those of the products that it may be added to', () => {
    expect(termsOf('edr')).toEqual(['M1', 'Y1', 'Y3']);
    const both = itemsFrom(
      [endpointSecurity, edrStandalone],
      [{ ...edr, products: ['endpoint-security', 'edr-standalone'] }],
    );
    expect(new Set(termsOfSku('edr', both))).toEqual(new Set(['M1', 'Y1', 'Y2', 'Y3']));
  });

  it.each([
    ['endpoint-security', 'CA-3: the protection model is missing'],
    ['endpoint-security:secure-max', 'no such protection model'],
    ['edr-standalone:secure', 'CA-2: it has none'],
    ['edr:secure', 'a module has none'],
    ['nothing', 'neither product nor module'],
  ])('%s is no SKU (%s)', (sku) => expect(termsOf(sku)).toBeUndefined());
});
