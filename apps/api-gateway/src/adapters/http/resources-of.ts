import type { SandboxState } from '@reservoir/service';
import { type Caller, isOperator } from '../../domain/caller.js';
import type { CatalogKind } from '../mongo/queries/catalog.queries.js';
import type { DraftQueries } from '../mongo/queries/draft.queries.js';
import type { CatalogReader } from './catalog/catalog.reader.js';
import { viewOfDraft, viewOfPublished } from './catalog/catalog.views.js';
import { viewOfCompany } from './companies/company.view.js';
import type { TransferRequestsReader } from './companies/transfer-requests.reader.js';
import type { ContractReader } from './contracts/contract.reader.js';
import type { CustomerReader } from './customers/customer.reader.js';
import { type FoundResource, Resources } from './platform/resources.js';
import type { Tenancy } from './platform/tenancy.js';
import type { PointsReader } from './points/points.reader.js';
import { viewOfClock } from './sandbox/sandbox-clock.view.js';
import type { PoolReader } from './pools/pool.reader.js';
import type { AccessReader } from './users/access.reader.js';

/** Every kind of resource that commands make or change, read as its GET reads it. */
export function resourcesOf(
  sandbox: { state(): SandboxState } | null,
  tenancy: Tenancy,
  catalog: CatalogReader,
  contracts: ContractReader,
  points: PointsReader,
  access: AccessReader,
  transfers: TransferRequestsReader,
  drafts: DraftQueries,
  customers: CustomerReader,
  pools: PoolReader,
): Resources {
  return new Resources({
    companies: async (id, caller) => {
      const company = await tenancy.find(caller, id);
      return company && found(`/v1/companies/${id}`, viewOfCompany(company, caller));
    },
    'transfer-requests': (id, caller) => transfers.find(id, caller),
    users: (id, caller) => access.user(id, caller),
    'api-keys': (id, caller) => access.apiKey(id, caller),
    ...ofCatalog(catalog, drafts),
    pools: (id, caller) => pools.pool(id, caller),
    'pool-thresholds': (id, caller) => pools.thresholds(id, caller),
    lots: (id, caller) => pools.lot(id, caller),
    contracts: (id, caller) => contracts.find(id, caller),
    services: (id, caller) => customers.service(id, caller),
    'feature-switches': (id, caller) => customers.serviceFeatures(id, caller),
    'points-accounts': (id, caller) => points.account(id, caller),
    'points-quotes': (id, caller) => points.quote(id, caller),
    'points-exchanges': (id, caller) => points.exchange(id, caller),
    'sandbox-clock': () =>
      Promise.resolve(sandbox ? found('/v1/sandbox/clock', viewOfClock(sandbox.state())) : undefined),
  } satisfies Readonly<Record<string, Reader>>);
}

function ofCatalog(
  catalog: CatalogReader,
  drafts: DraftQueries,
): Readonly<Record<CatalogKind | 'catalog-drafts', Reader>> {
  const item = (kind: CatalogKind) => async (id: string, caller: Caller) => {
    const item = await catalog.find(kind, id, caller);
    return item && found(`/v1/catalog/${kind}/${id}`, viewOfPublished(kind, item));
  };
  return {
    families: item('families'),
    products: item('products'),
    modules: item('modules'),
    assortments: item('assortments'),
    prices: item('prices'),
    'catalog-drafts': async (id, caller) => {
      const draft = isOperator(caller) ? await drafts.find(id) : undefined;
      return draft && found(`/v1/catalog/${id}/draft`, viewOfDraft(draft));
    },
  };
}

type Reader = (id: string, caller: Caller) => Promise<FoundResource | undefined>;

const found = (href: string, body: unknown): FoundResource | undefined =>
  body === undefined ? undefined : { href, body };
