import { describe, expect, it } from '@jest/globals';
import {
  demonstrationItems,
  edr,
  edrStandalone,
  itemsFrom,
  sveScanning,
} from '../testing/catalog.fixtures.js';
import type { ProductModule } from './catalog-items.js';
import { moduleChecks } from './module-checks.js';
import { refusalOf } from './violations.js';

const problems = (differing: Partial<ProductModule>, items = demonstrationItems) =>
  (refusalOf(moduleChecks, { ...edr, ...differing }, items)?.errors ?? []).map(({ code, path }) => [
    code,
    path,
  ]);

describe('a module', () => {
  it.each([edr, sveScanning])('that is right passes: $id', (module) => expect(problems(module)).toEqual([]));

  it('does not take the id of a product', () =>
    expect(problems({ id: 'edr-standalone' })).toEqual([['id-taken', 'id']]));

  it('CA-1 is added to products that are published', () =>
    expect(problems({ products: ['endpoint-security', 'mail-security'] })).toEqual([
      ['unknown-product', 'products[1]'],
    ]));

  it('CA-4 only-with names its own products, and protection models that they have', () => {
    expect(problems({ onlyWith: [{ product: 'endpoint-security' }] })).toEqual([]);
    expect(problems({ onlyWith: [{ product: 'edr-standalone' }] })).toEqual([
      ['rule-out-of-reach', 'onlyWith[0].product'],
    ]);
    expect(
      problems({ onlyWith: [{ product: 'endpoint-security', protectionModels: ['secure', 'secure-max'] }] }),
    ).toEqual([['unknown-protection-model', 'onlyWith[0].protectionModels[1]']]);
  });

  it('CA-4 is included in its own products, and in protection models that they have', () => {
    expect(problems({ includedIn: [{ product: 'endpoint-security' }] })).toEqual([]);
    expect(problems({ includedIn: [{ product: 'edr-standalone' }] })).toEqual([
      ['rule-out-of-reach', 'includedIn[0].product'],
    ]);
    expect(
      problems({ includedIn: [{ product: 'endpoint-security', protectionModels: ['secure-max'] }] }),
    ).toEqual([['unknown-protection-model', 'includedIn[0].protectionModels[0]']]);
  });

  it('CA-4 requires other modules that are published', () => {
    expect(problems({ requires: ['sve-scanning'] })).toEqual([]);
    expect(problems({ requires: ['xdr', 'edr'] })).toEqual([
      ['unknown-module', 'requires[0]'],
      ['unknown-module', 'requires[1]'],
    ]);
  });

  it('CA-4 may exclude what comes later, but neither itself nor what it requires', () => {
    expect(problems({ excludes: ['xdr'] })).toEqual([]);
    expect(problems({ excludes: ['edr'] })).toEqual([['contradiction', 'excludes[0]']]);
    expect(problems({ requires: ['sve-scanning'], excludes: ['sve-scanning'] })).toEqual([
      ['contradiction', 'excludes[0]'],
    ]);
  });

  it('CA-9 gives at least one feature', () =>
    expect(problems({ features: [] })).toEqual([['feature-missing', 'features']]));

  it('shows every violation at once', () =>
    expect(
      problems(
        { products: ['x'], includedIn: [{ product: 'y' }], requires: ['z'], features: [] },
        itemsFrom([edrStandalone], []),
      ),
    ).toHaveLength(4));
});
