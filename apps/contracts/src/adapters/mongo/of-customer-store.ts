import type { Aggregates, Chunk, ChunkStore, Versioned } from '@reservoir/messaging';
import type { OfCustomer } from '../../application/needs.js';

/** Anything that belongs to a customer. */
type Owned = Versioned & { readonly customerId: string };

/** Aggregates by id, and all of a customer; the collection has an index on `customerId`. */
export class OfCustomerStore<State extends Owned> implements ChunkStore<string | OfCustomer> {
  readonly follows: readonly string[] = [];

  constructor(readonly aggregates: Aggregates<State>) {}

  async load(chunk: Chunk, keys: readonly (string | OfCustomer)[]): Promise<void> {
    const ids = keys.filter((key) => typeof key === 'string');
    const customers = keys.flatMap((key) => (typeof key === 'string' ? [] : [key.ofCustomer]));
    await Promise.all([this.aggregates.load(chunk, ids), this.#loadOf(chunk, customers)]);
  }

  async save(chunk: Chunk): Promise<void> {
    await this.aggregates.save(chunk);
  }

  async #loadOf(chunk: Chunk, customers: readonly string[]): Promise<void> {
    if (customers.length === 0) return;
    const { collection, type = '' } = this.aggregates;
    const wanted = { type, field: 'customerId', values: customers };
    this.aggregates.adopt(chunk, (await chunk.reads.byField(collection, wanted)) as never);
    const complete = this.#complete(chunk);
    for (const customer of customers) complete.add(customer);
  }

  /**
   * One of a customer of whom all are loaded, as the chunk has it.
   * @throws Error when the customer stood in no needs: a bug, since a missing document would look the same
   */
  find(chunk: Chunk, customerId: string, id: string): State | undefined {
    if (!this.#complete(chunk).has(customerId))
      throw new Error(
        `each ${String(this.aggregates.type)} of ${customerId} is to be loaded: name it in the needs`,
      );
    return this.aggregates.held(chunk, id);
  }

  /** Every one of a customer, as the chunk has them. */
  ofCustomer(chunk: Chunk, customerId: string): readonly State[] {
    return this.aggregates.loaded(chunk).filter((one) => one.customerId === customerId);
  }

  /** The customers of whom all are loaded. */
  #complete(chunk: Chunk): Set<string> {
    return chunk.stateOf(
      this,
      () => new Set<string>(),
      (below) => new Set(below),
    );
  }
}
