import type { Aggregates, Chunk, ChunkStore } from '@reservoir/messaging';
import type { Product } from '../../domain/facts.js';
import type { ModuleStore } from './module-store.js';

/** By customer: the products that its client has, with their modules. Each collection writes its own. */
export class ClientProductsStore implements ChunkStore<string> {
  readonly follows = ['clients', 'products', 'modules'];

  constructor(
    /** Without a chunk, as its client was known last. */
    private readonly productsOf: (chunk: Chunk | undefined, customerId: string) => readonly string[],
    private readonly products: Aggregates<Product>,
    private readonly modules: ModuleStore,
  ) {}

  async prefetch(chunk: Chunk, customers: readonly string[]): Promise<void> {
    await this.#load(
      chunk,
      customers.flatMap((customerId) => this.productsOf(undefined, customerId)),
    );
  }

  async load(chunk: Chunk, customers: readonly string[]): Promise<void> {
    await this.#load(
      chunk,
      customers.flatMap((customerId) => this.productsOf(chunk, customerId)),
    );
  }

  async #load(chunk: Chunk, products: readonly string[]): Promise<void> {
    await Promise.all([
      this.products.load(chunk, products),
      this.modules.load(
        chunk,
        products.map((product) => ({ ids: [], product })),
      ),
    ]);
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}
