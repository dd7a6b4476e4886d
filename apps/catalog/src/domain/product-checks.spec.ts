import { describe, expect, it } from '@jest/globals';
import { edr, edrStandalone, endpointSecurity, sveScanning } from '../testing/catalog.fixtures.js';
import type { Product } from './catalog-items.js';
import { type ProductSurroundings, productChecks } from './product-checks.js';
import { refusalOf } from './violations.js';

const fine: ProductSurroundings = {
  familyExists: true,
  moduleHasId: false,
  before: undefined,
  modulesNaming: [],
};
const problems = (product: Product, around = fine) =>
  (refusalOf(productChecks, product, around)?.errors ?? []).map(({ code, path }) => [code, path]);

describe('a product', () => {
  it.each([endpointSecurity, edrStandalone])('that is right passes: $id', (product) =>
    expect(problems(product)).toEqual([]),
  );

  it('CA-1 belongs to a family that is published', () =>
    expect(problems(endpointSecurity, { ...fine, familyExists: false })).toEqual([
      ['unknown-family', 'familyId'],
    ]));

  it('does not take the id of a module, since a SKU could mean either', () =>
    expect(problems(edrStandalone, { ...fine, moduleHasId: true })).toEqual([['id-taken', 'id']]));

  it('CA-2 of type edr-standalone has no protection models', () => {
    const { protectionModels } = endpointSecurity;
    expect(problems({ ...edrStandalone, protectionModels })).toEqual(
      [0, 1, 2, 3].map((n) => ['protection-model-not-allowed', `protectionModels[${n}]`]),
    );
  });

  it('CA-1 names every choice once', () =>
    expect(problems({ ...endpointSecurity, terms: ['Y1', 'M1', 'Y1'], features: ['a', 'a'] })).toEqual([
      ['duplicate', 'terms[2]'],
      ['duplicate', 'features[1]'],
    ]));

  it('CA-1 stays in its family, and of its type', () => {
    expect(problems(endpointSecurity, { ...fine, before: endpointSecurity })).toEqual([]);
    const before = { ...edrStandalone, familyId: 'other' };
    expect(problems(endpointSecurity, { ...fine, before })).toEqual([
      ['cannot-change', 'familyId'],
      ['cannot-change', 'productType'],
    ]);
  });

  it('CA-4 keeps the protection models that rules of modules name', () => {
    const around = { ...fine, modulesNaming: [edr, sveScanning] };
    expect(problems(endpointSecurity, around)).toEqual([]);
    const protectionModels = endpointSecurity.protectionModels.slice(1, 3);
    const refusal = refusalOf(productChecks, { ...endpointSecurity, protectionModels }, around);
    expect(refusal?.errors?.map(({ code, detail }) => [code, detail])).toEqual([
      ['still-named', 'the rules of edr name the protection model secure-extra'],
      ['still-named', 'the rules of sve-scanning name the protection model a-la-carte'],
    ]);
  });

  it('PO-8 recovers through the whole term, in growing days', () => {
    const full = { mode: 'full' } as const;
    const steps = (...days: (number | null)[]) =>
      problems({ ...endpointSecurity, recoveryPolicy: days.map((untilDay) => ({ ...full, untilDay })) });
    expect(steps(7, 30, null)).toEqual([]);
    expect(steps(7)).toEqual([['recovery-policy-invalid', 'recoveryPolicy[0].untilDay']]);
    expect(steps(7, 7, null)).toEqual([['recovery-policy-invalid', 'recoveryPolicy[1].untilDay']]);
    expect(steps(null, null)).toEqual([['recovery-policy-invalid', 'recoveryPolicy[0].untilDay']]);
  });

  it('shows every violation at once', () => {
    const refusal = refusalOf(
      productChecks,
      { ...endpointSecurity, productType: 'edr-standalone', recoveryPolicy: [{ untilDay: 7, mode: 'full' }] },
      { ...fine, familyExists: false, moduleHasId: true },
    );
    expect(refusal).toMatchObject({ code: 'publication-invalid', rule: 'CA-1' });
    expect(refusal?.detail).toBe('there is no family endpoint (and 6 more)');
    expect(refusal?.errors).toHaveLength(7);
  });

  it('lists 200 violations at most, and counts the others', () => {
    const refusal = refusalOf(
      productChecks,
      { ...endpointSecurity, features: Array.from({ length: 250 }, () => 'same') },
      fine,
    );
    expect(refusal?.errors).toHaveLength(200);
    expect(refusal?.detail).toBe('same stands twice in features (and 248 more)');
  });
});
