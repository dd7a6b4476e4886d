import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type MessageDefinition,
  assortmentChanged,
  companyCreated,
  contractActivated,
  contractCancelled,
  contractDrafted,
  entitlementChanged,
  exchangeCaptured,
  exchangeVoided,
  familyPublished,
  featuresSwitched,
  licenseOrderReceipt,
  licensesAssigned,
  licensesReserved,
  lotAdded,
  modulePublished,
  pointsGranted,
  pointsHeld,
  pricesChanged,
  productPublished,
  quoteChanged,
  reservationReleased,
  serviceChanged,
  usageMeasured,
} from '@reservoir/messages';
import { TestGateway } from './adapters/http/testing/gateway.js';
import { collectionOf } from './adapters/mongo/collections.js';
import type { ReadModelKind } from './read-models.js';
import {
  aCompany,
  aContract,
  aPointsFact,
  aPoolFact,
  aQuote,
  aReceipt,
  aService,
  anEntitlement,
  anExchange,
} from './testing/facts.js';
import { aUse, switchedOff } from './testing/use-facts.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start(import.meta.url);
});
afterAll(() => gateway.stop());

type Fact = readonly [MessageDefinition, unknown, { readonly sequence?: number; readonly time?: string }?];

const holder = { assignmentId: 'a', customerId: 'customer-one', contractId: 'contract-one' };
const picks = [{ lotId: 'lot-one', quantity: 5 }];
const reservation = { reservationId: 'r', holder };
const deadline = '2026-11-21T12:15:00Z';
const product = {
  id: 'edr',
  familyId: 'endpoint',
  name: 'EDR',
  productType: 'edr-standalone',
  terms: ['Y1'],
  managementModels: ['client'],
  protectionModels: [],
  features: [],
  trialPolicy: { allowed: true, days: 30 },
  recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
};
const module = {
  id: 'patch',
  kind: 'add-on',
  products: ['edr'],
  onlyWith: [],
  includedIn: [],
  requires: [],
  excludes: [],
  features: ['x'],
  retired: false,
};
const prices = (points: number) => ({
  distributorId: 'distributor-one',
  money: [],
  points: [{ sku: 'edr', term: 'Y1', points, validFrom: '2026-01-01T00:00:00Z', validUntil: null }],
  pointsDiscounts: [],
});
const [granted, held, captured] = [aPointsFact(1000, 0, 1), aPointsFact(50, 950, 2), aPointsFact(50, 0, 3)];

/** Three facts of each aggregate, in the order in which they happened, and the read models that they tell. */
const histories: readonly (readonly [
  name: string,
  kinds: readonly ReadModelKind[],
  facts: readonly Fact[],
])[] = [
  [
    'a company',
    ['companies'],
    [1, 2, 3].map((version) => [
      companyCreated,
      { ...aCompany('c', 'distributor'), name: `N${version}`, version },
    ]),
  ],
  [
    'a family',
    ['families'],
    [1, 2, 3].map((version) => [familyPublished, { body: { id: 'endpoint', name: `N${version}` }, version }]),
  ],
  [
    'a product',
    ['products'],
    [1, 2, 3].map((version) => [productPublished, { body: { ...product, retired: version === 3 }, version }]),
  ],
  [
    'a module',
    ['modules'],
    [1, 2, 3].map((version) => [modulePublished, { body: { ...module, name: `N${version}` }, version }]),
  ],
  [
    'an assortment',
    ['assortments'],
    [1, 2, 3].map((version) => [
      assortmentChanged,
      { body: { distributorId: 'd', offers: [{ sku: `sku-${version}`, terms: ['Y1'] }] }, version },
    ]),
  ],
  [
    'a price list',
    ['prices'],
    [1, 2, 3].map((version) => [pricesChanged, { body: prices(version), version }]),
  ],
  [
    'a pool and its lot',
    ['pools', 'lots'],
    [
      [lotAdded, aPoolFact(25, 1)],
      [licensesReserved, { ...aPoolFact(20, 2), ...reservation, picks, deadline }],
      [reservationReleased, { ...aPoolFact(25, 3), ...reservation, why: 'released' }],
      [licensesAssigned, { ...aPoolFact(20, 4), holder, picks }],
    ],
  ],
  [
    'a contract',
    ['contracts'],
    [
      [contractDrafted, { contract: aContract({ state: 'draft', activatedAt: null, version: 1 }) }],
      [contractActivated, { contract: aContract({ version: 2 }) }],
      [contractCancelled, { contract: aContract({ state: 'cancelled', version: 3 }) }],
    ],
  ],
  [
    'a service',
    ['services'],
    [1, 2, 3].map((sequence) => [
      serviceChanged,
      aService({ managementModel: sequence === 3 ? 'client' : 'delegated' }),
      { sequence },
    ]),
  ],
  [
    'an entitlement',
    ['entitlements'],
    [1, 2, 3].map((sequence) => [entitlementChanged, anEntitlement(sequence), { sequence }]),
  ],
  [
    'the use of a SKU',
    ['usages'],
    [1, 2, 3].map((sequence) => [usageMeasured, aUse(sequence), { sequence }]),
  ],
  [
    'feature switches',
    ['feature-switches'],
    [1, 2, 3].map((sequence) => [featuresSwitched, switchedOff(sequence), { sequence }]),
  ],
  [
    'points and their exchange',
    ['points-accounts', 'points-lots', 'points-transactions', 'points-exchanges'],
    [
      [pointsGranted, granted],
      [pointsHeld, { ...held, exchange: anExchange() }],
      [
        exchangeCaptured,
        { ...captured, exchange: anExchange({ state: 'captured', lotId: 'lot-two', version: 2 }) },
      ],
    ],
  ],
  [
    'a voided exchange',
    ['points-exchanges', 'points-accounts'],
    [
      [pointsHeld, { ...aPointsFact(50, 950, 2), exchange: anExchange() }],
      [exchangeVoided, { ...aPointsFact(1000, 0, 3), exchange: anExchange({ state: 'voided', version: 2 }) }],
    ],
  ],
  [
    'a quote',
    ['points-quotes'],
    [
      [quoteChanged, aQuote()],
      [quoteChanged, aQuote({ state: 'accepted', version: 2 })],
    ],
  ],
  [
    'receipts',
    ['order-receipts'],
    [
      [licenseOrderReceipt, aReceipt()],
      [licenseOrderReceipt, aReceipt({ outcome: 'duplicate' }), { time: '2026-11-21T12:01:00Z' }],
      [licenseOrderReceipt, aReceipt({ outcome: 'duplicate' }), { time: '2026-11-21T12:02:00Z' }],
      [licenseOrderReceipt, aReceipt({ line: '2', outcome: 'refused', lotId: null, quantity: 0 })],
    ],
  ],
];

const collection = (kind: ReadModelKind) =>
  gateway.mongo.connection.collection<{ _id: string }>(collectionOf(kind));
const clear = (kinds: readonly ReadModelKind[]) =>
  Promise.all(kinds.map((kind) => collection(kind).deleteMany({ _id: { $gte: '' } })));
const contents = (kinds: readonly ReadModelKind[]) =>
  Promise.all(kinds.map((kind) => collection(kind).find().sort({ _id: 1 }).toArray()));

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, at) =>
    permutations(items.filter((_, index) => index !== at)).map((rest) => [first, ...rest]),
  );
}

describe.each(histories)('worked case 5: the facts of %s', (_name, kinds, facts) => {
  beforeEach(() => clear(kinds));

  const tell = async (told: readonly Fact[]): Promise<unknown> => {
    await clear(kinds);
    for (const [message, data, of] of told) await gateway.tell(message, data, of);
    return contents(kinds);
  };

  it('end in the same state in every order, repeated or not', async () => {
    const expected = await tell(facts);
    expect(expected).not.toContainEqual([]);
    for (const order of permutations(facts)) expect(await tell(order)).toEqual(expected);
    expect(await tell([...facts, ...facts].reverse())).toEqual(expected);
  });

  it('end in the same state when they arrive at once, from several partitions', async () => {
    const expected = await tell(facts);
    await clear(kinds);
    await Promise.all(facts.map(([message, data, of]) => gateway.tell(message, data, of)));
    expect(await contents(kinds)).toEqual(expected);
  });
});
