import { describe, expect, it } from '@jest/globals';
import { demoCatalog } from '@reservoir/testing/demo';
import type { ModuleFeatures, ProductFeatures } from './catalog.js';
import { featureTable, featuresOfSkus } from './features.js';
import { aModule } from './testing/choices.js';

const product: ProductFeatures = {
  id: 'endpoint-security',
  features: ['inventory'],
  protectionModels: [
    { id: 'a-la-carte', features: [] },
    { id: 'secure', features: ['firewall', 'edr'] },
  ],
};
const only = (model: string) => [{ product: product.id, protectionModels: [model] }];
const modules: readonly ModuleFeatures[] = [
  { ...aModule({ id: 'edr', includedIn: only('secure') }), features: ['edr', 'hunting'] },
  { ...aModule({ id: 'sve', onlyWith: only('a-la-carte') }), features: ['sve'] },
];

describe('CA-9 the table of features', () => {
  it('has product × protection model × add-on, with how each comes', () =>
    expect(
      featureTable([product], modules).map((row) =>
        [row.protectionModel, row.module, row.comes, ...row.features].join(' '),
      ),
    ).toEqual([
      'a-la-carte  with-product inventory',
      'a-la-carte edr bought edr hunting',
      'a-la-carte sve bought sve',
      'secure  with-product edr firewall inventory',
      'secure edr included edr hunting',
    ]));

  it('every add-on and managed service of the demonstration catalog gives at least one', () => {
    const rows = featureTable(demoCatalog.products, demoCatalog.modules);
    expect(rows.filter(({ features }) => features.length === 0)).toEqual([]);
    expect(new Set(rows.flatMap(({ module }) => module ?? []))).toEqual(
      new Set(demoCatalog.modules.map(({ id }) => id)),
    );
  });
});

describe('EN-3 the features of what a client has', () => {
  it('are those of its product, protection model and modules', () =>
    expect(featuresOfSkus(['endpoint-security:a-la-carte', 'sve'], product, modules)).toEqual([
      'inventory',
      'sve',
    ]));

  it('CA-4 with those of what is included', () =>
    expect(featuresOfSkus(['endpoint-security:secure'], product, modules)).toEqual([
      'edr',
      'firewall',
      'hunting',
      'inventory',
    ]));

  it('are none without the product', () => expect(featuresOfSkus(['sve'], product, modules)).toEqual([]));
});
