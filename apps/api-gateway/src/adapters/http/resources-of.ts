import type { Caller } from '../../domain/caller.js';
import type { CatalogKind } from '../mongo/queries/catalog.queries.js';
import { viewOfAssortment, viewOfPrices } from './catalog/catalog.views.js';
import { findOffers } from './catalog/offers.js';
import type { Catalog } from './catalog/publishing.js';
import { viewOfCompany } from './companies/company.view.js';
import type { ContractReader } from './contracts/contract.reader.js';
import { type FoundResource, Resources } from './platform/resources.js';
import type { Tenancy } from './platform/tenancy.js';
import type { PointsReader } from './points/points.reader.js';

/** Every kind of resource that commands make or change, read as its GET reads it. */
export function resourcesOf(
  tenancy: Tenancy,
  catalog: Catalog,
  contracts: ContractReader,
  points: PointsReader,
): Resources {
  const item = (kind: 'families' | 'products' | 'modules') => async (id: string) =>
    found(`/v1/catalog/${kind}/${id}`, await catalog[kind].find(id));
  return new Resources({
    companies: async (id, caller) => {
      const company = await tenancy.find(caller, id);
      return company && found(`/v1/companies/${id}`, viewOfCompany(company));
    },
    families: item('families'),
    products: item('products'),
    modules: item('modules'),
    assortments: async (id, caller) => {
      const assortment = await findOffers(catalog.assortments, caller, id);
      return assortment && found(`/v1/catalog/assortments/${id}`, viewOfAssortment(assortment));
    },
    prices: async (id, caller) => {
      const prices = await findOffers(catalog.prices, caller, id);
      return prices && found(`/v1/catalog/prices/${id}`, viewOfPrices(prices, caller));
    },
    contracts: (id, caller) => contracts.find(id, caller),
    'points-quotes': (id, caller) => points.quote(id, caller),
    'points-exchanges': (id, caller) => points.exchange(id, caller),
  } satisfies Readonly<Record<string, Reader>> & Readonly<Record<CatalogKind, Reader>>);
}

type Reader = (id: string, caller: Caller) => Promise<FoundResource | undefined>;

const found = (href: string, body: unknown): FoundResource | undefined =>
  body === undefined ? undefined : { href, body };
