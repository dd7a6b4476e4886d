import { featuresOfSkus, itemIdOf } from '@reservoir/catalog-rules';
import type { Instant } from '@reservoir/kernel';
import { type FrozenSku, versionsOf } from '../../../domain/frozen-skus.js';
import type { ReadModels } from '../../../read-models.js';
import type { VersionQueries } from '../../mongo/queries/version.queries.js';

type Product = ReadModels['products'];
type Module = ReadModels['modules'];

/** Reads the catalog as the periods of contracts froze it (CA-7). */
export class FrozenCatalog {
  constructor(private readonly versions: Pick<VersionQueries, 'find' | 'asOf'>) {}

  /**
   * The features of the SKUs that a customer has of one product (EN-3), by the versions that their periods froze. What is not
   * known of then is as it is published now.
   * @param beside the modules that may go with it, as published now
   */
  async featuresOf(
    product: Product,
    skus: readonly string[],
    beside: readonly Module[],
    frozen: readonly FrozenSku[],
  ): Promise<readonly string[]> {
    const own = versionsOf(frozen.filter(({ sku }) => itemIdOf(sku) === product.id));
    if (own.length === 0) return featuresOfSkus(skus, product, beside);
    const given = own.map(async ({ version, begins }) => {
      const then = await this.versions.find('products', product.id, version);
      const modules = await Promise.all(beside.map((module) => this.#then(module, frozen, begins)));
      return featuresOfSkus(skus, (then?.body as Product | undefined) ?? product, modules.flat());
    });
    return [...new Set((await Promise.all(given)).flat())].sort();
  }

  /** A module by the versions that its own periods froze; one that is included, as it was when the product's began. */
  async #then(module: Module, frozen: readonly FrozenSku[], begins: Instant): Promise<readonly Module[]> {
    const bought = versionsOf(frozen.filter(({ sku }) => sku === module.id));
    const found = bought.map(({ version }) => this.versions.find('modules', module.id, version));
    if (found.length > 0)
      return (await Promise.all(found)).map((one) => (one?.body as Module | undefined) ?? module);
    const then = await this.versions.asOf('modules', module.id, begins);
    if (then) return [then.body as Module];
    const isNewer = await this.versions.find('modules', module.id, 1);
    return isNewer ? [] : [module];
  }
}
