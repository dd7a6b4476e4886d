import type { MoneyPrice, PointsPrice } from '@reservoir/catalog-rules';
import { instant } from '@reservoir/kernel';
import type { Actor, Role } from '../domain/actor.js';
import type { Product, ProductModule } from '../domain/catalog-items.js';
import type { Draft } from '../domain/draft.js';
import type { Assortment, PriceList } from '../domain/offers.js';
import type { CatalogItems } from '../domain/skus.js';

export const operator: Actor = { userId: 'user-operator', companyId: null, role: 'operator' };

/** A user of a company; in total control unless told otherwise. */
export const userOf = (companyId: string, role: Role = 'total-control'): Actor => ({
  userId: `user-of-${companyId}`,
  companyId,
  role,
});

const model = (id: string) => ({ id, name: id, features: [`${id}-protection`] });

/** Endpoint Security with its four protection models (CA-4). */
export const endpointSecurity: Product = {
  id: 'endpoint-security',
  familyId: 'endpoint',
  name: 'Endpoint Security',
  productType: 'endpoint-security',
  terms: ['M1', 'Y1', 'Y3'],
  managementModels: ['client', 'delegated'],
  protectionModels: ['a-la-carte', 'secure', 'secure-plus', 'secure-extra'].map(model),
  features: ['antivirus'],
  trialPolicy: { allowed: true, days: 30 },
  recoveryPolicy: [{ untilDay: null, mode: 'prorated' }],
  retired: false,
};

/** A product without protection models (CA-2), for annual terms only. */
export const edrStandalone: Product = {
  ...endpointSecurity,
  id: 'edr-standalone',
  name: 'EDR Standalone',
  productType: 'edr-standalone',
  terms: ['Y1', 'Y2'],
  protectionModels: [],
};

/** EDR as an add-on of Endpoint Security, included from Secure up (CA-4). */
export const edr: ProductModule = {
  id: 'edr',
  name: 'EDR',
  kind: 'add-on',
  products: ['endpoint-security'],
  onlyWith: [],
  includedIn: [{ product: 'endpoint-security', protectionModels: ['secure', 'secure-plus', 'secure-extra'] }],
  requires: [],
  excludes: [],
  features: ['edr'],
  retired: false,
};

/** SVE scanning: only with A la carte (CA-4). */
export const sveScanning: ProductModule = {
  ...edr,
  id: 'sve-scanning',
  name: 'SVE scanning',
  includedIn: [],
  onlyWith: [{ product: 'endpoint-security', protectionModels: ['a-la-carte'] }],
  features: ['sve-scanning'],
};

/** Two products and two modules. */
export const demonstrationItems: CatalogItems = itemsFrom(
  [endpointSecurity, edrStandalone],
  [edr, sveScanning],
);

/** A look-up over lists. */
export function itemsFrom(products: readonly Product[], modules: readonly ProductModule[]): CatalogItems {
  return {
    product: (id) => products.find((product) => product.id === id),
    module: (id) => modules.find((module) => module.id === id),
  };
}

/** What `distributor-one` sells. */
export const anAssortment = (offers: Assortment['offers']): Assortment => ({
  distributorId: 'distributor-one',
  offers,
});

/** Money for Secure, for a year, from 2026 on, unless told otherwise. */
export const aMoneyPrice = (differing: Partial<MoneyPrice> = {}): MoneyPrice => ({
  sku: 'endpoint-security:secure',
  term: 'Y1',
  tier: null,
  fromQuantity: 1,
  unitPrice: { currency: 'EUR', amountMinor: 2500 },
  validFrom: instant('2026-01-01T00:00:00Z'),
  validUntil: null,
  ...differing,
});

/** Points for Secure, for a year, from 2026 on, unless told otherwise. */
export const aPointsPrice = (differing: Partial<PointsPrice> = {}): PointsPrice => ({
  sku: 'endpoint-security:secure',
  term: 'Y1',
  points: 10,
  validFrom: instant('2026-01-01T00:00:00Z'),
  validUntil: null,
  ...differing,
});

/** A price list of `distributor-one`. */
export const aPriceList = (differing: Partial<PriceList> = {}): PriceList => ({
  distributorId: 'distributor-one',
  money: [aMoneyPrice()],
  points: [aPointsPrice()],
  pointsDiscounts: [{ tier: 'GOLD', discountBp: 500 }],
  ...differing,
});

/** What a draft says of a product or module. */
export const draftBodyOf = <Body extends { readonly retired: boolean }>({
  retired: _,
  ...body
}: Body): Omit<Body, 'retired'> => body;

/** The first draft of Endpoint Security, with nothing wrong, unless told otherwise. */
export const aDraft = (differing: Partial<Draft> = {}): Draft => ({
  id: 'products/endpoint-security',
  version: 1,
  kind: 'products',
  itemId: 'endpoint-security',
  basedOn: 0,
  body: draftBodyOf(endpointSecurity),
  violations: [],
  warnings: [],
  changes: [],
  savedAt: instant('2026-11-21T12:00:00Z'),
  savedBy: operator.userId,
  checkedAt: instant('2026-11-21T12:00:00Z'),
  ...differing,
});
