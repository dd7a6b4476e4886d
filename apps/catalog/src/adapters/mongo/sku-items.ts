import { itemIdOf } from '@reservoir/catalog-rules';
import type { Aggregates, Chunk, ChunkStore } from '@reservoir/messaging';
import type { Product, ProductModule } from '../../domain/catalog-items.js';
import type { Published } from '../../domain/published.js';

/**
 * Loads what SKUs name: a product or a module of that id, and the products that the modules are added to. Three queries
 * for a chunk, whatever number of SKUs. It keeps nothing of its own.
 */
export class SkuItems implements ChunkStore<string> {
  constructor(
    private readonly products: Aggregates<Published<Product>>,
    private readonly modules: Aggregates<Published<ProductModule>>,
  ) {}

  async load(chunk: Chunk, skus: readonly string[]): Promise<void> {
    const ids = [...new Set(skus.map(itemIdOf))];
    await this.products.load(chunk, ids);
    await this.modules.load(chunk, ids);
    const modules = ids.flatMap((id) => this.modules.find(chunk, id) ?? []);
    await this.products.load(
      chunk,
      modules.flatMap(({ body }) => body.products),
    );
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}
