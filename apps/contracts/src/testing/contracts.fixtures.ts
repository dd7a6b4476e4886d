import { type Instant, instant, terms } from '@reservoir/kernel';
import type { Ports } from '../application/ports.js';
import type { Actor, AssignLicenses, AssignmentRequest } from '../domain/assign-licenses.js';
import type { Assortment, Company, Module, Product } from '../domain/facts.js';

/** A day on which nothing special is. */
export const noon: Instant = instant('2026-11-21T12:00:00Z');

const company = (id: string, type: Company['type'], parentId: string | null): Company => ({
  id,
  version: 1,
  type,
  parentId,
  tier: null,
  distributorId: 'distributor-one',
  suspended: false,
});

export const aPartner = { ...company('partner-gold', 'partner', 'distributor-one'), tier: 'GOLD' };
export const aCustomer = company('customer-one', 'customer', 'partner-gold');

/** Endpoint Security, with four protection models. */
export const endpointSecurity: Product = {
  id: 'endpoint-security',
  version: 3,
  familyId: 'endpoint',
  terms,
  managementModels: ['client', 'delegated'],
  protectionModels: ['a-la-carte', 'secure', 'secure-plus', 'secure-extra'],
  features: ['device-inventory'],
  protectionModelFeatures: [
    { id: 'a-la-carte', features: ['anti-malware'] },
    { id: 'secure', features: ['anti-malware', 'firewall'] },
    { id: 'secure-plus', features: ['anti-malware', 'firewall', 'mdr'] },
    { id: 'secure-extra', features: ['anti-malware', 'firewall', 'mdr', 'xdr'] },
  ],
  trialPolicy: { allowed: true, days: 30 },
  recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
  retired: false,
};

/** Of the same family, without protection models. */
export const edrStandalone: Product = {
  ...endpointSecurity,
  id: 'edr-standalone',
  version: 2,
  managementModels: ['client'],
  protectionModels: [],
  protectionModelFeatures: [],
};

/** Of a family of its own. */
export const emailSecurity: Product = { ...edrStandalone, id: 'email-security', familyId: 'email' };

/** A module of Endpoint Security. */
export const aModule = (changes: Partial<Module> & { readonly id: string }): Module => ({
  version: 1,
  kind: 'add-on',
  products: ['endpoint-security'],
  onlyWith: [],
  includedIn: [],
  requires: [],
  excludes: [],
  features: [changes.id],
  retired: false,
  ...changes,
});

const secureAndUp = ['secure', 'secure-plus', 'secure-extra'];
const of = (...protectionModels: string[]) => [{ product: 'endpoint-security', protectionModels }];

/** The modules of the demonstration catalog (CA-4), and some more. */
export const theModules: readonly Module[] = [
  aModule({ id: 'patch-management' }),
  aModule({ id: 'encryption', version: 7 }),
  aModule({ id: 'sve-scanning', onlyWith: of('a-la-carte') }),
  aModule({ id: 'edr', includedIn: of(...secureAndUp) }),
  aModule({ id: 'xdr', includedIn: of('secure-extra'), requires: ['edr'] }),
  aModule({ id: 'legacy-scan', excludes: ['encryption'] }),
  aModule({
    id: 'mdr-foundations',
    kind: 'managed-service',
    includedIn: of('secure-plus', 'secure-extra'),
  }),
  aModule({ id: 'email-archive', products: ['email-security'] }),
];

/** Everything for every term. */
export const anAssortment: Assortment = {
  id: 'distributor-one',
  version: 1,
  offers: [
    ...endpointSecurity.protectionModels.map((model) => `endpoint-security:${model}`),
    'edr-standalone',
    'email-security',
    ...theModules.map((module) => module.id),
  ].map((sku) => ({ sku, terms })),
};

export const anActor = (changes: Partial<Actor> = {}): Actor => ({
  userId: 'user-1',
  companyId: aPartner.id,
  role: 'total-control',
  ...changes,
});

/** A request that nothing is wrong with: Endpoint Security à la carte, no modules. */
export const aRequest = (changes: Partial<AssignmentRequest> = {}): AssignmentRequest => ({
  customerId: aCustomer.id,
  product: 'endpoint-security',
  protectionModel: 'a-la-carte',
  addOns: [],
  managedServices: [],
  mode: 'commercial',
  term: 'Y1',
  quantity: 10,
  managementModel: 'delegated',
  autoRenew: { on: true },
  ...changes,
});

/** The command of an operation. */
export const aCommand = (
  operationId = 'operation-1',
  request: Partial<AssignmentRequest> = {},
  actor: Partial<Actor> = {},
): AssignLicenses => ({ operationId, request: aRequest(request), actor: anActor(actor) });

/** Saves the companies, the catalog, the assortment and the prices that the fixtures speak of. */
export function learnTheWorld(ports: Ports): void {
  [company('distributor-one', 'distributor', null), aPartner, aCustomer].forEach((one) =>
    ports.companies.save(one),
  );
  [endpointSecurity, edrStandalone, emailSecurity].forEach((product) => ports.products.save(product));
  theModules.forEach((module) => ports.modules.save(module));
  ports.assortments.save(anAssortment);
  ports.priceLists.save({ id: 'distributor-one', version: 4 });
}
