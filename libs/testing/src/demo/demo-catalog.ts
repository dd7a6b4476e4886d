import type { AssortmentBody, FamilyBody, ModuleBody, PricesBody, ProductBody } from '@reservoir/messages';
import { instant } from '@reservoir/kernel';

const terms = ['M1', 'Y1', 'Y2', 'Y3'] as const;
const endpointSecurity = 'endpoint-security';
const models = (...protectionModels: string[]) => [{ product: endpointSecurity, protectionModels }];

const family: FamilyBody = { id: 'endpoint-protection', name: 'Endpoint Protection' };

const products: readonly ProductBody[] = [
  {
    id: endpointSecurity,
    familyId: family.id,
    name: 'Endpoint Security',
    productType: 'endpoint-security',
    terms: [...terms],
    managementModels: ['client', 'delegated'],
    protectionModels: [
      { id: 'a-la-carte', name: 'A la carte', features: ['anti-malware'] },
      { id: 'secure', name: 'Secure', features: ['anti-malware', 'firewall', 'edr'] },
      { id: 'secure-plus', name: 'Secure Plus', features: ['anti-malware', 'firewall', 'edr', 'mdr'] },
      {
        id: 'secure-extra',
        name: 'Secure Extra',
        features: ['anti-malware', 'firewall', 'edr', 'mdr', 'xdr'],
      },
    ],
    features: ['device-inventory'],
    trialPolicy: { allowed: true, days: 30 },
    recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
    retired: false,
  },
  {
    id: 'edr-standalone',
    familyId: family.id,
    name: 'EDR Standalone',
    productType: 'edr-standalone',
    terms: [...terms],
    managementModels: ['client', 'delegated'],
    protectionModels: [],
    features: ['edr', 'device-inventory'],
    trialPolicy: { allowed: true, days: 30 },
    recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
    retired: false,
  },
];

const module = (id: string, name: string, rules: Partial<ModuleBody> = {}): ModuleBody => ({
  id,
  name,
  kind: 'add-on',
  products: [endpointSecurity],
  onlyWith: [],
  includedIn: [],
  requires: [],
  excludes: [],
  features: [id],
  retired: false,
  ...rules,
});

/** The compatibility rules of CA-4. */
const modules: readonly ModuleBody[] = [
  module('patch-management', 'Patch Management', { products: [endpointSecurity, 'edr-standalone'] }),
  module('full-encryption', 'Full Encryption'),
  module('sve-scanning', 'SVE Scanning', { onlyWith: models('a-la-carte') }),
  module('edr', 'EDR', { includedIn: models('secure', 'secure-plus', 'secure-extra') }),
  module('xdr', 'XDR', { includedIn: models('secure-extra') }),
  module('mdr-foundations', 'MDR Foundations', {
    kind: 'managed-service',
    includedIn: models('secure-plus', 'secure-extra'),
  }),
];

const endpointSkus = ['a-la-carte', 'secure', 'secure-plus', 'secure-extra'].map(
  (model) => `${endpointSecurity}:${model}`,
);
const moduleSkus = modules.map(({ id }) => id);
const skusOf: Readonly<Record<string, readonly string[]>> = {
  'distributor-one': [...endpointSkus, 'edr-standalone', ...moduleSkus],
  'distributor-two': [...endpointSkus, ...moduleSkus],
};

const assortment = (distributorId: string): AssortmentBody => ({
  distributorId,
  offers: (skusOf[distributorId] ?? []).map((sku) => ({ sku, terms: [...terms] })),
});

const validFrom = instant('2025-01-01T00:00:00Z');
const yearsOf = { M1: 1, Y1: 10, Y2: 18, Y3: 25 } as const;

/** Minor units of a licence and month-equivalent (CA-7): one twentieth less from 100 licences on; for GOLD one tenth less. */
const moneyOf = [
  { tier: null, fromQuantity: 1, amountMinor: 200 },
  { tier: null, fromQuantity: 100, amountMinor: 190 },
  { tier: 'GOLD', fromQuantity: 1, amountMinor: 180 },
];

/** Money by tier and quantity break; points: 10 for a year (PT-7). */
const prices = (distributorId: string): PricesBody => ({
  distributorId,
  money: (skusOf[distributorId] ?? []).flatMap((sku) =>
    terms.flatMap((term) =>
      moneyOf.map(({ tier, fromQuantity, amountMinor }) => ({
        sku,
        term,
        tier,
        fromQuantity,
        unitPrice: { currency: 'EUR', amountMinor: amountMinor * yearsOf[term] },
        validFrom,
        validUntil: null,
      })),
    ),
  ),
  points: (skusOf[distributorId] ?? []).flatMap((sku) =>
    terms.map((term) => ({ sku, term, points: yearsOf[term], validFrom, validUntil: null })),
  ),
  pointsDiscounts: [
    { tier: 'GOLD', discountBp: 500 },
    { tier: 'SILVER', discountBp: 200 },
  ],
});

/** The demonstration catalog: what is sold, by whom, for how much. */
export const demoCatalog = {
  families: [family],
  products,
  modules,
  assortments: Object.keys(skusOf).map(assortment),
  prices: Object.keys(skusOf).map(prices),
} as const;
