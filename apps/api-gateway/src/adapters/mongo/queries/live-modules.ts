import type { Connection } from 'mongoose';
import { ReadModel } from '../read-model.js';

/** More contracts than a client's service holds. */
const mostContracts = 1000;

/** Reads which modules a client has beside a product. */
export class LiveModules {
  readonly #contracts: ReadModel<'contracts'>;

  constructor(connection: Connection) {
    this.#contracts = new ReadModel(connection, 'contracts');
  }

  /** The SKUs of the live modules: a scheduled contract is live too. */
  async of(customerId: string, product: string): Promise<readonly string[]> {
    const live = { kind: 'module' as const, state: { $in: ['scheduled', 'active'] as const } };
    const found = await this.#contracts
      .find(
        { customerId, product, ...live },
        {
          projection: { sku: 1 },
        },
      )
      .limit(mostContracts)
      .toArray();
    return [...new Set(found.map(({ sku }) => sku))];
  }
}
