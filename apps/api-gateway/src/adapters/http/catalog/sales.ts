import { type Caller, isOperator } from '../../../domain/caller.js';
import type { Sale } from '../../../domain/check-configuration.js';
import { readableDistributors } from '../../../domain/price-list.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import { Problem } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import type { Catalog } from './catalog.reader.js';

/** Whom a configuration is for. */
export interface Party {
  readonly customerId?: string | undefined;
  readonly partnerId?: string | undefined;
}

/** Says who would sell to whom, and at what price (CA-6, CA-7). */
export class Sales {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly companies: Pick<CompanyQueries, 'find'>,
    private readonly catalog: Pick<Catalog, 'assortments' | 'prices'>,
  ) {}

  /**
   * The sale that a caller asks about: to the partner of the customer that it names, to the partner that it names, or to
   * itself.
   * @throws Problem `unknown-customer`, `unknown-partner` (CO-8); `invalid-request` for an operator who names nobody
   */
  async of(caller: Caller, party: Party): Promise<Sale> {
    const { distributorId, tier } = await this.#buyer(caller, party);
    const readable = readableDistributors(caller);
    const mayKnowPrices = readable === 'all' || readable.includes(distributorId);
    return {
      distributorId,
      tier,
      assortment: await this.catalog.assortments.find(distributorId),
      prices: mayKnowPrices ? await this.catalog.prices.find(distributorId) : undefined,
    };
  }

  async #buyer(
    caller: Caller,
    { customerId, partnerId }: Party,
  ): Promise<Pick<Sale, 'distributorId' | 'tier'>> {
    if (customerId !== undefined) {
      const { parentId, distributorId } = await this.tenancy.require(caller, customerId, 'customer');
      const partner = parentId === null ? undefined : await this.companies.find(parentId);
      return { distributorId, tier: partner?.tier ?? null };
    }
    if (partnerId !== undefined) return this.tenancy.require(caller, partnerId, 'partner');
    if (caller.company) return caller.company;
    throw new Problem('invalid-request', {
      detail: `Name a customerId or a partnerId: ${isOperator(caller) ? 'the operator' : 'the caller'} buys nothing.`,
    });
  }
}
