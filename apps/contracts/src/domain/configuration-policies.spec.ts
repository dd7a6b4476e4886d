import { describe, expect, it } from '@jest/globals';
import { anAssortment, edrStandalone, endpointSecurity, theModules } from '../testing/contracts.fixtures.js';
import { aFurtherContract, aProposal, found } from '../testing/proposals.js';
import {
  distributorSellsSkuAndTerm,
  everyChoiceIsMade,
  protectionModelIsOneOfTheProduct,
  termIsOneOfTheProduct,
} from './configuration-policies.js';

describe('CA-3 every choice is made', () => {
  it('passes when all are', () => expect(everyChoiceIsMade(aProposal())).toEqual([]));

  it('names each that is missing, with its choices', () => {
    const nothingChosen = {
      protectionModel: undefined,
      addOns: undefined,
      managedServices: undefined,
      managementModel: undefined,
      autoRenew: undefined,
    };
    const violations = found(everyChoiceIsMade, aProposal({}, nothingChosen));
    expect(violations.map(({ code }) => code)).toEqual(Array(5).fill('missing-choice'));
    expect(violations.map(({ extra }) => extra)).toEqual([
      { choice: 'protectionModel', choices: ['a-la-carte', 'secure', 'secure-plus', 'secure-extra'] },
      {
        choice: 'addOns',
        choices: ['edr', 'encryption', 'legacy-scan', 'patch-management', 'sve-scanning', 'xdr'],
      },
      { choice: 'managedServices', choices: ['mdr-foundations'] },
      { choice: 'managementModel', choices: ['client', 'delegated'] },
      { choice: 'autoRenew', choices: [{ on: true }, { on: false }] },
    ]);
  });

  it('offers only modules that go with the choice and are sold', () => {
    const sold = anAssortment.offers.filter(({ sku }) => sku !== 'encryption');
    const proposal = aProposal(
      { assortment: { ...anAssortment, offers: sold } },
      { protectionModel: 'secure-plus', addOns: undefined },
    );
    expect(found(everyChoiceIsMade, proposal)[0]?.extra?.['choices']).toEqual([
      'legacy-scan',
      'patch-management',
      'xdr',
    ]);
  });

  it('EN-1 asks for the settings on the first contract of a service only', () => {
    expect(everyChoiceIsMade(aFurtherContract())).toEqual([]);
    expect(found(everyChoiceIsMade, aFurtherContract({ addOns: undefined }))).toMatchObject([
      { extra: { choice: 'addOns' } },
    ]);
  });

  it('CA-2 asks for no protection model where there is none', () =>
    expect(everyChoiceIsMade(aProposal({ product: edrStandalone }, { protectionModel: undefined }))).toEqual(
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
    expect(protectionModelIsOneOfTheProduct(aProposal({ product }, { protectionModel }))).toEqual([]),
  );

  it.each([
    [endpointSecurity, 'gold', endpointSecurity.protectionModels],
    [endpointSecurity, null, endpointSecurity.protectionModels],
    [edrStandalone, 'secure', [null]],
  ] as const)('%# refused with the choices', (product, protectionModel, choices) =>
    expect(found(protectionModelIsOneOfTheProduct, aProposal({ product }, { protectionModel }))).toEqual([
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

  it('passes', () => expect(termIsOneOfTheProduct(aProposal({ product: yearly }))).toEqual([]));

  it('refused with the terms', () =>
    expect(found(termIsOneOfTheProduct, aProposal({ product: yearly }, { term: 'M1' }))).toEqual([
      { code: 'term-not-offered', rule: 'CA-1', extra: { choice: 'term', term: 'M1', choices: ['Y1'] } },
    ]));
});

describe('CA-6 the distributor sells the SKU for the term', () => {
  const selling = (...offers: (typeof anAssortment.offers)[number][]) => ({ ...anAssortment, offers });
  const product = { sku: 'endpoint-security:a-la-carte', terms: ['Y1'] as const };

  it('passes', () =>
    expect(distributorSellsSkuAndTerm(aProposal({ assortment: selling(product) }))).toEqual([]));

  it('refused for another term, for another SKU, and where nothing is sold', () => {
    const wrongTerm = aProposal({ assortment: selling(product) }, { term: 'Y3' });
    expect(found(distributorSellsSkuAndTerm, wrongTerm)).toEqual([
      { code: 'not-sold', rule: 'CA-6', extra: { sku: 'endpoint-security:a-la-carte', term: 'Y3' } },
    ]);
    const withModule = aProposal({ assortment: selling(product) }, { addOns: ['patch-management'] });
    expect(found(distributorSellsSkuAndTerm, withModule)).toMatchObject([
      { extra: { sku: 'patch-management' } },
    ]);
    expect(distributorSellsSkuAndTerm(aProposal({ assortment: undefined }))).toHaveLength(1);
  });

  it('CA-8 stock of what is retired may still be assigned', () => {
    const modules = theModules.map((module) => ({ ...module, retired: true }));
    const retired = aProposal(
      { product: { ...endpointSecurity, retired: true }, modules, assortment: undefined },
      { addOns: ['encryption'] },
    );
    expect(distributorSellsSkuAndTerm(retired)).toEqual([]);
    expect(distributorSellsSkuAndTerm({ ...retired, modules: theModules })).toHaveLength(1);
  });
});
