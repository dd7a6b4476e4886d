import { describe, expect, it } from '@jest/globals';
import {
  aChoice,
  anAssortment,
  edrStandalone,
  endpointSecurity,
  found,
  theModules,
} from './testing/choices.js';
import {
  distributorSellsSkuAndTerm,
  distributorSellsTheModules,
  everyChoiceIsMade,
  protectionModelIsOneOfTheProduct,
  termIsOneOfTheProduct,
} from './configuration-policies.js';

describe('CA-3 every choice is made', () => {
  it('passes when all are', () => expect(everyChoiceIsMade(aChoice())).toEqual([]));

  it('names each that is missing, with its choices', () => {
    const nothingChosen = {
      protectionModel: undefined,
      addOns: undefined,
      managedServices: undefined,
    };
    const violations = found(everyChoiceIsMade, aChoice({}, nothingChosen));
    expect(violations.map(({ code }) => code)).toEqual(Array(3).fill('missing-choice'));
    expect(violations.map(({ extra }) => extra)).toEqual([
      { choice: 'protectionModel', choices: ['a-la-carte', 'secure', 'secure-plus', 'secure-extra'] },
      {
        choice: 'addOns',
        choices: ['edr', 'encryption', 'legacy-scan', 'patch-management', 'sve-scanning', 'xdr'],
      },
      { choice: 'managedServices', choices: ['mdr-foundations'] },
    ]);
  });

  it('offers only modules that go with the choice and are sold', () => {
    const sold = anAssortment.offers.filter(({ sku }) => sku !== 'encryption');
    const choice = aChoice(
      { assortment: { ...anAssortment, offers: sold } },
      { protectionModel: 'secure-plus', addOns: undefined },
    );
    expect(found(everyChoiceIsMade, choice)[0]?.extra?.['choices']).toEqual([
      'legacy-scan',
      'patch-management',
      'xdr',
    ]);
  });

  it('CA-2 asks for no protection model where there is none', () =>
    expect(everyChoiceIsMade(aChoice({ product: edrStandalone }, { protectionModel: undefined }))).toEqual(
      [],
    ));
});

describe('CA-2 the protection model is one of the product', () => {
  it.each([
    [endpointSecurity, 'secure-plus'],
    [edrStandalone, null],
    [edrStandalone, undefined],
    [endpointSecurity, undefined],
  ] as const)('%# passes', (product, protectionModel) =>
    expect(protectionModelIsOneOfTheProduct(aChoice({ product }, { protectionModel }))).toEqual([]),
  );

  it.each([
    [endpointSecurity, 'gold', endpointSecurity.protectionModels],
    [endpointSecurity, null, endpointSecurity.protectionModels],
    [edrStandalone, 'secure', [null]],
  ] as const)('%# refused with the choices', (product, protectionModel, choices) =>
    expect(found(protectionModelIsOneOfTheProduct, aChoice({ product }, { protectionModel }))).toEqual([
      {
        code: 'unknown-protection-model',
        rule: 'CA-2',
        extra: { choice: 'protectionModel', protectionModel, choices },
      },
    ]),
  );
});

describe('CA-1 the term is one of the product', () => {
  const yearly = { ...endpointSecurity, terms: ['Y1'] as const };

  it('passes', () => expect(termIsOneOfTheProduct(aChoice({ product: yearly }))).toEqual([]));

  it('refused with the terms', () =>
    expect(found(termIsOneOfTheProduct, aChoice({ product: yearly }, { term: 'M1' }))).toEqual([
      { code: 'term-not-offered', rule: 'CA-1', extra: { choice: 'term', term: 'M1', choices: ['Y1'] } },
    ]));
});

describe('CA-6 the distributor sells the SKU for the term', () => {
  const selling = (...offers: (typeof anAssortment.offers)[number][]) => ({ ...anAssortment, offers });
  const product = { sku: 'endpoint-security:a-la-carte', terms: ['Y1'] as const };

  it('passes', () =>
    expect(distributorSellsSkuAndTerm(aChoice({ assortment: selling(product) }))).toEqual([]));

  it('refused for another term, for another SKU, and where nothing is sold', () => {
    const wrongTerm = aChoice({ assortment: selling(product) }, { term: 'Y3' });
    expect(found(distributorSellsSkuAndTerm, wrongTerm)).toEqual([
      { code: 'not-sold', rule: 'CA-6', extra: { sku: 'endpoint-security:a-la-carte', term: 'Y3' } },
    ]);
    const withModule = aChoice({ assortment: selling(product) }, { addOns: ['patch-management'] });
    expect(found(distributorSellsSkuAndTerm, withModule)).toMatchObject([
      { extra: { sku: 'patch-management' } },
    ]);
    expect(distributorSellsSkuAndTerm(aChoice({ assortment: undefined }))).toHaveLength(1);
  });

  it('EN-6 of modules alone, whatever becomes of the product', () => {
    const choice = aChoice(
      { assortment: selling({ sku: 'encryption', terms: ['Y1'] }) },
      { addOns: ['encryption'] },
    );
    expect(distributorSellsTheModules(choice)).toEqual([]);
    const other = aChoice(
      { assortment: selling({ sku: 'encryption', terms: ['Y1'] }) },
      { addOns: ['patch-management'] },
    );
    expect(found(distributorSellsTheModules, other)).toMatchObject([{ extra: { sku: 'patch-management' } }]);
  });

  it('CA-8 stock of what is retired may still be assigned', () => {
    const modules = theModules.map((module) => ({ ...module, retired: true }));
    const retired = aChoice(
      { product: { ...endpointSecurity, retired: true }, modules, assortment: undefined },
      { addOns: ['encryption'] },
    );
    expect(distributorSellsSkuAndTerm(retired)).toEqual([]);
    expect(distributorSellsSkuAndTerm({ ...retired, modules: theModules })).toHaveLength(1);
  });
});
