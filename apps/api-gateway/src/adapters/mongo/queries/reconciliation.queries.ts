import type { Instant } from '@reservoir/kernel';
import type { PricesBody } from '@reservoir/messages';
import type { Connection } from 'mongoose';
import type { BilledContract } from '../../../domain/reconciliation.js';
import type { ReadModels } from '../../../read-models.js';
import { ReadModel } from '../read-model.js';

/** A contract, as far as a month is billed by it. */
type ContractOfCustomer = BilledContract & { readonly customerId: string };

const queryLimitMs = 5000;

/** Reads what a month is billed by, of several customers at once (EN-5). */
export class ReconciliationQueries {
  readonly #contracts: ReadModel<'contracts'>;
  readonly #entitlements: ReadModel<'entitlements'>;
  readonly #usages: ReadModel<'usages'>;
  readonly #versions: ReadModel<'catalog-versions'>;

  constructor(connection: Connection) {
    this.#contracts = new ReadModel(connection, 'contracts');
    this.#entitlements = new ReadModel(connection, 'entitlements');
    this.#usages = new ReadModel(connection, 'usages');
    this.#versions = new ReadModel(connection, 'catalog-versions');
  }

  entitlements(customerIds: readonly string[]): Promise<readonly ReadModels['entitlements'][]> {
    return allOf(this.#entitlements, { customerId: { $in: customerIds } });
  }

  usages(customerIds: readonly string[]): Promise<readonly ReadModels['usages'][]> {
    return allOf(this.#usages, { customerId: { $in: customerIds } });
  }

  /** Contracts that had not ended before the instant; without their batches, which may be many. */
  async contracts(customerIds: readonly string[], from: Instant): Promise<readonly ContractOfCustomer[]> {
    const whose = { customerId: { $in: customerIds } };
    const found = await this.#contracts
      .find(
        {
          $or: [
            { ...whose, endedAt: null },
            { ...whose, endedAt: { $gte: from } },
          ],
        },
        { projection: { 'periods.batches': 0 }, maxTimeMS: queryLimitMs },
      )
      .toArray();
    return found.map(this.#contracts.stateOf);
  }

  /** Money prices by `distributor/version`, as they were published (CA-7). */
  async prices(
    lists: readonly { readonly distributorId: string; readonly version: number }[],
  ): Promise<ReadonlyMap<string, PricesBody['money']>> {
    const ids = lists.map(({ distributorId, version }) => `prices/${distributorId}/${version}`);
    const found = await this.#versions.find({ _id: { $in: [...new Set(ids)] } }).toArray();
    return new Map(
      found.map(({ itemId, number, body }) => [`${itemId}/${number}`, (body as PricesBody).money]),
    );
  }
}

async function allOf<Kind extends 'entitlements' | 'usages'>(
  model: ReadModel<Kind>,
  filter: object,
): Promise<readonly ReadModels[Kind][]> {
  const found = await model.find(filter).maxTimeMS(queryLimitMs).toArray();
  return found.map(model.stateOf);
}
