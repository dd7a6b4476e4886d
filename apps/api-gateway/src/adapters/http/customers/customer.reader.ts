import { itemIdOf } from '@reservoir/catalog-rules';
import type { Clock, Instant } from '@reservoir/kernel';
import type { Caller } from '../../../domain/caller.js';
import { entitledAt } from '../../../domain/entitlement.js';
import { frozenAt } from '../../../domain/frozen-skus.js';
import type { ReadModels } from '../../../read-models.js';
import type { CustomerQueries } from '../../mongo/queries/customer.queries.js';
import type { CatalogReader } from '../catalog/catalog.reader.js';
import type { FoundResource } from '../platform/resources.js';
import type { Tenancy } from '../platform/tenancy.js';
import type { ServiceFeatures } from './features.view.js';
import { FrozenCatalog } from './frozen-catalog.js';
import { type ServiceView, type Use, viewOfService } from './service.view.js';

/** Reads services and features of customers, for callers. */
export class CustomerReader {
  readonly #frozen: FrozenCatalog;

  constructor(
    readonly queries: CustomerQueries,
    private readonly catalog: CatalogReader,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {
    this.#frozen = new FrozenCatalog(catalog.versions);
  }

  /** What decides what is over-allocated (EN-4). */
  async use(customerId: string): Promise<Use> {
    const [usages, entitlements] = await Promise.all([
      this.queries.usages(customerId),
      this.queries.entitledSkus(customerId),
    ]);
    return { usages, entitlements };
  }

  /** A service of a customer in the caller's subtree (CO-8). */
  async service(
    id: string,
    caller: Caller,
  ): Promise<(FoundResource & { readonly body: ServiceView }) | undefined> {
    const service = await this.queries.service(id);
    if (!service || !(await this.tenancy.find(caller, service.customerId))) return undefined;
    const { customerId, product } = service;
    const body = viewOfService(service, await this.use(customerId), this.clock.now());
    return { href: `/v1/customers/${customerId}/services/${product}`, body };
  }

  /** The features of a service of a customer in the caller's subtree, now (CO-8, EN-3). @param id `customerId:product` */
  async serviceFeatures(id: string, caller: Caller): Promise<FoundResource | undefined> {
    const [customerId = '', product = ''] = id.split(':');
    if (!(await this.tenancy.find(caller, customerId))) return undefined;
    const at = this.clock.now();
    const body = { customerId, at, ...(await this.featuresOf(customerId, product, at)) };
    return { href: `/v1/customers/${customerId}/services/${product}/features`, body };
  }

  /** The features that each product of a customer gives at an instant, by the versions that its periods froze (EN-3, CA-7). */
  async features(customerId: string, at: Instant): Promise<readonly ServiceFeatures[]> {
    const skus = await this.#entitledSkus(customerId, at);
    const switches = await this.queries.featureSwitches(customerId);
    const frozen = frozenAt(await this.queries.contractsAt(customerId, at), at);
    // The customer has it: what its distributor sells by now makes no difference (CA-8).
    const { products, modules } = this.catalog.catalog;
    const held = await products.all([...new Set(skus.map(itemIdOf))]);
    const beside = await modules.ofProducts(held.map(({ id }) => id));
    return Promise.all(
      held.map(async (product) => {
        const goesWith = (one: string): boolean =>
          beside.some(({ id, products: of }) => id === one && of.includes(product.id));
        const own = skus.filter((one) => itemIdOf(one) === product.id || goesWith(one)).sort();
        const given = await this.#frozen.featuresOf(product, own, beside, frozen);
        return { product: product.id, skus: own, ...effective(given, offAt(switches, product.id, at)) };
      }),
    );
  }

  /** The same of one product; nothing when the customer has none of it at that instant. */
  async featuresOf(customerId: string, product: string, at: Instant): Promise<ServiceFeatures> {
    const found = (await this.features(customerId, at)).find((one) => one.product === product);
    return found ?? { product, skus: [], features: [], switchedOff: [] };
  }

  async #entitledSkus(customerId: string, at: Instant): Promise<readonly string[]> {
    const entitlements = await this.queries.entitledSkus(customerId);
    return entitlements.filter(({ timeline }) => entitledAt(timeline, at) > 0).map(({ sku }) => sku);
  }
}

/** EN-3: what is switched off is entitled to all the same, and does nothing. */
const effective = (given: readonly string[], off: ReadonlySet<string>) => ({
  features: given.filter((feature) => !off.has(feature)),
  switchedOff: given.filter((feature) => off.has(feature)),
});

/** The features of a product that are switched off at an instant (EN-6). */
const offAt = (
  switches: readonly ReadModels['feature-switches'][],
  product: string,
  at: Instant,
): ReadonlySet<string> =>
  new Set(
    switches
      .filter((one) => one.product === product)
      .flatMap(({ off }) => off)
      .filter(({ from, to }) => from <= at && (to === null || at < to))
      .map(({ feature }) => feature),
  );
