import type { Instant } from '@reservoir/kernel';
import type { Connection } from 'mongoose';
import type { HeldContract } from '../../../domain/frozen-skus.js';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

/** More SKUs, or services, than a customer has. */
const mostOfACustomer = 1000;

/** Reads what a customer has. */
export class CustomerQueries {
  readonly #services: ReadModel<'services'>;
  readonly #entitlements: ReadModel<'entitlements'>;
  readonly #contracts: ReadModel<'contracts'>;
  readonly #usages: ReadModel<'usages'>;
  readonly #switches: ReadModel<'feature-switches'>;

  constructor(connection: Connection) {
    this.#services = new ReadModel(connection, 'services');
    this.#entitlements = new ReadModel(connection, 'entitlements');
    this.#contracts = new ReadModel(connection, 'contracts');
    this.#usages = new ReadModel(connection, 'usages');
    this.#switches = new ReadModel(connection, 'feature-switches');
  }

  /** @param id `customer:product` */
  async service(id: string): Promise<ReadModels['services'] | undefined> {
    return this.#services.one(id);
  }

  services(customerId: string, page: PageRequest): Promise<Page<ReadModels['services']>> {
    return pageOf(this.#services, { customerId }, { _id: 1 }, page);
  }

  entitlements(customerId: string, page: PageRequest): Promise<Page<ReadModels['entitlements']>> {
    return pageOf(this.#entitlements, { customerId }, { _id: 1 }, page);
  }

  /** Every SKU that the customer was, is or will be entitled to; 1000 at most. */
  async entitledSkus(
    customerId: string,
  ): Promise<readonly Pick<ReadModels['entitlements'], 'sku' | 'timeline'>[]> {
    const found = await this.#entitlements
      .find({ customerId }, { projection: { sku: 1, timeline: 1 } })
      .limit(mostOfACustomer)
      .toArray();
    return found.map(({ sku, timeline }) => ({ sku, timeline }));
  }

  /** The customer's contracts that had not ended by an instant, without their batches, which may be many. */
  async contractsAt(customerId: string, at: Instant): Promise<readonly HeldContract[]> {
    const found = await this.#contracts
      .find(
        {
          $or: [
            { customerId, endedAt: null },
            { customerId, endedAt: { $gt: at } },
          ],
        },
        { projection: { 'periods.batches': 0 } },
      )
      .limit(mostOfACustomer)
      .toArray();
    return found.map(this.#contracts.stateOf);
  }

  /** All that is known of the customer's use, by SKU. */
  async usages(customerId: string): Promise<readonly ReadModels['usages'][]> {
    const found = await this.#usages.find({ customerId }).sort({ _id: 1 }).limit(mostOfACustomer).toArray();
    return found.map(this.#usages.stateOf);
  }

  /** Every switch of the customer's services. */
  async featureSwitches(customerId: string): Promise<readonly ReadModels['feature-switches'][]> {
    const found = await this.#switches.find({ customerId }).limit(mostOfACustomer).toArray();
    return found.map(this.#switches.stateOf);
  }
}
