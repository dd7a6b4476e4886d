import { describe, expect, it } from '@jest/globals';
import { type Instant, instant } from '@reservoir/kernel';
import { demoCatalog } from '@reservoir/testing/demo';
import type { FrozenSku } from '../../../domain/frozen-skus.js';
import type { ReadModels } from '../../../read-models.js';
import { FrozenCatalog } from './frozen-catalog.js';

type Product = ReadModels['products'];
type Module = ReadModels['modules'];

const day = (text: string): Instant => instant(`${text}T00:00:00Z`);
const [edr, patch] = ['edr', 'patch-management'].map((id) =>
  demoCatalog.modules.find((one) => one.id === id)!,
);
const product = { ...demoCatalog.products[0]!, features: ['inventory'], version: 3 } as unknown as Product;
const secure = 'endpoint-security:secure';
const module = (one: object | undefined, feature: string) =>
  ({ ...one, features: [feature] }) as unknown as Module;
const present = [module(edr, 'edr-now'), module(patch, 'patch-now')];

/** Versions by `kind/id/number`, with the day of their publication. */
const catalogOf = (versions: Readonly<Record<string, readonly [string, object]>>) =>
  new FrozenCatalog({
    find: (kind, id, number) => Promise.resolve(told(versions[`${kind}/${id}/${number}`])),
    asOf: (kind, id, at) => {
      const published = Object.entries(versions).filter(([key]) => key.startsWith(`${kind}/${id}/`));
      return Promise.resolve(told(published.findLast(([, [since]]) => day(since) <= at)?.[1]));
    },
  });
const told = (one: readonly [string, object] | undefined) => one && ({ body: one[1] } as never);

const frozen = (sku: string, catalogVersion: number, begins = '2026-06-01'): FrozenSku => ({
  ...{ product: product.id, sku, catalogVersion },
  begins: day(begins),
});
const featuresOf = async (catalog: FrozenCatalog, skus: readonly string[], of: readonly FrozenSku[]) =>
  (await catalog.featuresOf(product, skus, present, of)).filter((one) =>
    /inventory|-now|-then|-later/.test(one),
  );

describe('EN-3, CA-7 features by the versions that periods froze', () => {
  const versions = {
    [`products/${product.id}/1`]: ['2026-01-01', { ...product, features: ['inventory-then'] }],
    'modules/edr/1': ['2026-01-01', module(edr, 'edr-then')],
    'modules/edr/2': ['2026-07-01', module(edr, 'edr-later')],
    'modules/patch-management/4': ['2026-01-01', module(patch, 'patch-then')],
  } as const;

  it('of the product, of what it includes as it was then, and of what was bought beside it', async () =>
    expect(
      await featuresOf(
        catalogOf(versions),
        [secure, 'patch-management'],
        [...[frozen(secure, 1), frozen('patch-management', 4)]],
      ),
    ).toEqual(['edr-then', 'inventory-then', 'patch-then']));

  it('of several contracts: all that they give', async () =>
    expect(
      await featuresOf(catalogOf(versions), [secure], [frozen(secure, 1), frozen(secure, 3, '2026-08-01')]),
    ).toEqual(['edr-later', 'edr-then', 'inventory', 'inventory-then']));

  it('what was included only later does not count, what is not known is as it is now', async () => {
    const newer = { ...versions, 'modules/edr/1': ['2026-06-02', module(edr, 'edr-then')] } as const;
    expect(await featuresOf(catalogOf(newer), [secure], [frozen(secure, 1)])).toEqual(['inventory-then']);
    expect(await featuresOf(catalogOf({}), [secure], [frozen(secure, 1)])).toEqual(['edr-now', 'inventory']);
    expect(await featuresOf(catalogOf(versions), [secure], [])).toEqual(['edr-now', 'inventory']);
  });
});
