import { type Caller, isOperator } from '../../../domain/caller.js';
import {
  type BilledContract,
  type Month,
  type PricesOf,
  type ReconciledSku,
  reconciled,
} from '../../../domain/reconciliation.js';
import type { ReadModels } from '../../../read-models.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import type { ReconciliationQueries } from '../../mongo/queries/reconciliation.queries.js';
import { seesDevices } from '../customers/sight-of-devices.js';
import type { ReconciliationRow } from './reconciliation.view.js';

type Company = ReadModels['companies'];

/** Reads what customers had, used and are billed for in a month (EN-5). */
export class ReconciliationReader {
  constructor(
    readonly companies: Pick<CompanyQueries, 'below' | 'byId'>,
    private readonly queries: ReconciliationQueries,
  ) {}

  /** @param customers in the caller's subtree */
  async rows(
    customers: readonly Company[],
    month: Month,
    caller: Caller,
  ): Promise<readonly ReconciliationRow[]> {
    const ids = customers.map(({ id }) => id);
    const [entitlements, usages, contracts, partners] = await Promise.all([
      this.queries.entitlements(ids),
      this.queries.usages(ids),
      this.queries.contracts(ids, month.from),
      this.companies.byId(customers.flatMap(({ parentId }) => parentId ?? [])),
    ]);
    const pricesOf = await this.#pricesOf(contracts);
    const of = <Item extends { readonly customerId: string }>(all: readonly Item[], id: string): Item[] =>
      all.filter(({ customerId }) => customerId === id);
    return customers.flatMap((customer) => {
      const own = of(contracts, customer.id);
      const uses = of(usages, customer.id);
      const timelines = of(entitlements, customer.id);
      const tier = partners.get(customer.parentId ?? '')?.tier ?? null;
      const skus = [...new Set([...timelines, ...uses].map(({ sku }) => sku))].sort();
      return skus.flatMap((sku) => {
        const timeline = timelines.find((one) => one.sku === sku)?.timeline ?? [];
        const used = seesDevices(caller, customer) ? peakOf(uses, sku, month) : null; // CO-2
        const row = reconciled(month, { sku, timeline }, own, { used, tier, pricesOf });
        return row ? [viewOf(row, customer, caller)] : [];
      });
    });
  }

  async #pricesOf(contracts: readonly BilledContract[]): Promise<PricesOf> {
    const lists = contracts.flatMap(({ distributorId, periods, past }) =>
      [...periods, ...past].flatMap(({ priceVersion: version }) =>
        version === null ? [] : [{ distributorId, version }],
      ),
    );
    const known = await this.queries.prices(lists);
    return (distributorId, version) => known.get(`${distributorId}/${version}`);
  }
}

const peakOf = (uses: readonly ReadModels['usages'][], sku: string, { name }: Month): number | null =>
  uses.find((one) => one.sku === sku)?.months.find(({ month }) => month === name)?.devices ?? null;

/** Prices are between the owning partner and its distributor (CA-6, CA-7). */
function viewOf(
  { prices, trials, ...row }: ReconciledSku,
  customer: Company,
  caller: Caller,
): ReconciliationRow {
  const { company } = caller;
  const sees = (distributorId: string): boolean =>
    isOperator(caller) || company?.id === customer.parentId || company?.id === distributorId;
  const seen = prices.filter(({ distributorId }) => sees(distributorId));
  const hidden = !isOperator(caller) && company?.id !== customer.parentId && company?.type !== 'distributor';
  return {
    customerId: customer.id,
    customerName: customer.name,
    ...row,
    prices: hidden ? null : seen.map((price) => ({ ...price })),
    trials: trials.map((trial) => ({ ...trial })),
  };
}
