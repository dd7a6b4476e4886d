/** Examples of the OpenAPI document: the demonstration world. */
export const family = { id: 'endpoint-protection', name: 'Endpoint Protection', version: 1 };

const secure = { id: 'secure', name: 'Secure', features: ['anti-malware', 'firewall', 'edr'] };

/** What a draft says of a product. */
export const productDraft = {
  familyId: 'endpoint-protection',
  name: 'Endpoint Security',
  productType: 'endpoint-security',
  terms: ['M1', 'Y1', 'Y2', 'Y3'],
  managementModels: ['client', 'delegated'],
  protectionModels: [secure],
  features: ['device-inventory'],
  trialPolicy: { allowed: true, days: 30 },
  recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
} as const;

export const product = {
  id: 'endpoint-security',
  ...productDraft,
  retired: false,
  retiredAt: null,
  version: 3,
};

/** What a draft says of a module. */
export const moduleDraft = {
  name: 'EDR',
  kind: 'add-on',
  products: ['endpoint-security'],
  onlyWith: [],
  includedIn: [{ product: 'endpoint-security', protectionModels: ['secure', 'secure-plus', 'secure-extra'] }],
  requires: [],
  excludes: [],
  features: ['edr'],
} as const;

export const module = { id: 'edr', ...moduleDraft, retired: false, retiredAt: null, version: 1 };

export const draftBody = {
  families: { name: family.name },
  products: productDraft,
  modules: moduleDraft,
} as const;

export const assortment = {
  distributorId: 'distributor-one',
  offers: [{ sku: 'endpoint-security:secure', terms: ['Y1', 'Y3'] }],
  version: 2,
};

const validity = { validFrom: '2026-01-01T00:00:00.000Z', validUntil: null };
const priced = { sku: 'endpoint-security:secure', term: 'Y1', ...validity };
const unitPrice = { currency: 'EUR', amountMinor: 2000 };

export const prices = {
  distributorId: 'distributor-one',
  money: [
    { ...priced, tier: null, fromQuantity: 1, unitPrice },
    { ...priced, tier: null, fromQuantity: 100, unitPrice: { ...unitPrice, amountMinor: 1900 } },
  ],
  points: [{ ...priced, points: 10 }],
  pointsDiscounts: [{ tier: 'GOLD', discountBp: 500 }],
  version: 4,
};

const changes = [
  { path: 'protectionModels[secure].name', kind: 'changed', before: 'Secure', after: 'Secure 2' },
];
const warnings = [
  {
    code: 'unknown-term',
    rule: 'CA-6',
    detail:
      'the assortments of distributor-one name endpoint-security:secure for M1, which will not be there',
    path: 'assortments/distributor-one',
  },
];
const at = '2026-11-21T12:00:00.000Z';

export const diff = { kind: 'products', id: 'endpoint-security', revision: 5, basedOn: 3, changes, warnings };
export const draft = {
  ...diff,
  violations: [],
  savedAt: at,
  savedBy: 'operator-one',
  checkedAt: at,
  body: { id: 'endpoint-security', ...productDraft },
};
export const version = { number: 3, publishedAt: at, publishedBy: 'operator-one' };
