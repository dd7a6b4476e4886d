import type { Aggregates, Chunk, ChunkStore } from '@reservoir/messaging';
import type { ModuleKeys } from '../../application/needs.js';
import type { Module } from '../../domain/facts.js';

/** Modules by id, and all modules of a product: the choices that a refusal lists (CA-3). Loads what is not loaded yet. */
export class ModuleStore implements ChunkStore<ModuleKeys> {
  readonly follows: readonly string[] = [];

  constructor(readonly aggregates: Aggregates<Module>) {}

  async load(chunk: Chunk, keys: readonly ModuleKeys[]): Promise<void> {
    const ids = keys.flatMap((key) => key.ids);
    await Promise.all([
      this.aggregates.load(chunk, ids),
      this.#loadOf(chunk, this.#productsNotLoaded(chunk, keys)),
    ]);
  }

  async save(chunk: Chunk): Promise<void> {
    await this.aggregates.save(chunk);
  }

  /** Every module that names the product, as the chunk has them. */
  ofProduct(chunk: Chunk, productId: string): readonly Module[] {
    return this.aggregates.loaded(chunk).filter(({ products }) => products.includes(productId));
  }

  async #loadOf(chunk: Chunk, products: readonly string[]): Promise<void> {
    if (products.length === 0) return;
    const { collection, type = '' } = this.aggregates;
    const wanted = { type, field: 'products', values: products };
    this.aggregates.adopt(chunk, await chunk.reads.byField(collection, wanted));
  }

  #productsNotLoaded(chunk: Chunk, keys: readonly ModuleKeys[]): readonly string[] {
    const known = chunk.stateOf(
      this,
      () => new Set<string>(),
      (below) => new Set(below),
    );
    const products = new Set(keys.flatMap(({ product }) => product ?? []));
    const missing = [...products].filter((product) => !known.has(product));
    missing.forEach((product) => known.add(product));
    return missing;
  }
}
