import type { UtcDay } from '@reservoir/kernel';
import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import { ReadModel } from '../read-model.js';
import type { CompanyQueries } from './company.queries.js';

/** A SKU, and how many licences of it live contracts hold. */
export interface SkuInUse {
  readonly sku: string;
  readonly quantity: number;
}

interface Summed {
  readonly _id: string;
  readonly quantity: number;
}

/** What a transfer request holds. */
const skusMost = 2000;
const queryLimitMs = 5000;

/** Sums up the SKUs that live contracts of a company use, with those of all below it (CO-3). */
export class SkusInUse {
  readonly #contracts: ReadModel<'contracts'>;

  constructor(
    connection: Connection,
    private readonly companies: Pick<CompanyQueries, 'partnersIn'>,
  ) {
    this.#contracts = new ReadModel(connection, 'contracts');
  }

  /** @param today contracts whose end has passed are not live, whatever their state says (CT-8) */
  async of(company: ReadModels['companies'], today: UtcDay): Promise<SkuInUse[]> {
    const sums = new Map<string, number>();
    for await (const whose of this.#contractsOf(company))
      for (const { _id, quantity } of await this.#sum(whose, today))
        sums.set(_id, (sums.get(_id) ?? 0) + quantity);
    return [...sums]
      .map(([sku, quantity]) => ({ sku, quantity }))
      .sort((a, b) => (a.sku < b.sku ? -1 : 1))
      .slice(0, skusMost);
  }

  async *#contractsOf(company: ReadModels['companies']): AsyncGenerator<object> {
    if (company.type === 'customer') yield { customerId: company.id };
    else
      for await (const partners of this.companies.partnersIn(company, ''))
        yield { partnerId: { $in: partners } };
  }

  /** A contract counts once for each SKU of its present and future periods, with the larger number; trials end (CO-5). */
  #sum(whose: object, today: UtcDay): Promise<Summed[]> {
    return this.#contracts
      .aggregate<Summed>(
        { ...whose, mode: 'commercial', state: { $in: ['scheduled', 'active'] } },
        [
          { $unwind: '$periods' },
          { $match: { 'periods.end': { $gt: today } } },
          {
            $group: {
              _id: { contract: '$_id', sku: '$periods.sku' },
              quantity: { $max: '$periods.quantity' },
            },
          },
          { $group: { _id: '$_id.sku', quantity: { $sum: '$quantity' } } },
        ],
        { maxTimeMS: queryLimitMs },
      )
      .toArray();
  }
}
