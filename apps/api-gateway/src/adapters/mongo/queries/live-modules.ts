import type { Connection, mongo } from 'mongoose';
import type { ReadModelDocument } from '../collections.js';
import { readModel } from '../queryable.js';

/** More contracts than a client's service holds. */
const mostContracts = 1000;

/** Reads which modules a client has beside a product. */
export class LiveModules {
  readonly #contracts: mongo.Collection<ReadModelDocument<'contracts'>>;

  constructor(connection: Connection) {
    this.#contracts = readModel(connection, 'contracts');
  }

  /** The SKUs of the live modules: a scheduled contract is live too. */
  async of(customerId: string, product: string): Promise<readonly string[]> {
    const live = { kind: 'module' as const, state: { $in: ['scheduled', 'active'] as const } };
    const found = await this.#contracts
      .find({ customerId, product, ...live } as unknown as mongo.Filter<ReadModelDocument<'contracts'>>, {
        projection: { sku: 1 },
      })
      .limit(mostContracts)
      .toArray();
    return [...new Set(found.map(({ sku }) => sku))];
  }
}
