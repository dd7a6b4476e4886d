import { terms } from '@reservoir/kernel';
import type { CatalogModule, CatalogProduct, Offers } from '../catalog.js';
import type { Choice, ChoiceRequest, ConfigurationPolicy } from '../choice.js';
import type { Violation } from '../violation.js';

/** Endpoint Security, with four protection models. */
export const endpointSecurity: CatalogProduct = {
  id: 'endpoint-security',
  terms,
  managementModels: ['client', 'delegated'],
  protectionModels: ['a-la-carte', 'secure', 'secure-plus', 'secure-extra'],
  retired: false,
};

/** Without protection models (CA-2). */
export const edrStandalone: CatalogProduct = {
  ...endpointSecurity,
  id: 'edr-standalone',
  managementModels: ['client'],
  protectionModels: [],
};

/** A module of Endpoint Security. */
export const aModule = (changes: Partial<CatalogModule> & { readonly id: string }): CatalogModule => ({
  kind: 'add-on',
  products: ['endpoint-security'],
  onlyWith: [],
  includedIn: [],
  requires: [],
  excludes: [],
  retired: false,
  ...changes,
});

const secureAndUp = ['secure', 'secure-plus', 'secure-extra'];
const of = (...protectionModels: string[]) => [{ product: 'endpoint-security', protectionModels }];

/** The modules of the demonstration catalog (CA-4), and some with rules that it has no use for. */
export const theModules: readonly CatalogModule[] = [
  aModule({ id: 'patch-management' }),
  aModule({ id: 'encryption' }),
  aModule({ id: 'sve-scanning', onlyWith: of('a-la-carte') }),
  aModule({ id: 'edr', includedIn: of(...secureAndUp) }),
  aModule({ id: 'xdr', includedIn: of('secure-extra'), requires: ['edr'] }),
  aModule({ id: 'legacy-scan', excludes: ['encryption'] }),
  aModule({ id: 'mdr-foundations', kind: 'managed-service', includedIn: of('secure-plus', 'secure-extra') }),
  aModule({ id: 'email-archive', products: ['email-security'] }),
];

/** Everything for every term. */
export const anAssortment: Offers = {
  offers: [
    ...endpointSecurity.protectionModels.map((model) => `endpoint-security:${model}`),
    'edr-standalone',
    ...theModules.map((module) => module.id),
  ].map((sku) => ({ sku, terms })),
};

/** A choice that nothing is wrong with: Endpoint Security à la carte, without modules, for a year. */
export const aChoice = (changes: Partial<Choice> = {}, request: Partial<ChoiceRequest> = {}): Choice => ({
  request: { protectionModel: 'a-la-carte', addOns: [], managedServices: [], term: 'Y1', ...request },
  product: endpointSecurity,
  modules: theModules,
  assortment: anAssortment,
  present: [],
  ...changes,
});

/** What a policy finds, by code and what it is about. */
export const found = (policy: ConfigurationPolicy, choice: Choice): readonly Partial<Violation>[] =>
  policy(choice).map(({ code, rule, extra }) => ({ code, rule, extra }));
