import type { Aggregates, Chunk, ChunkStore, Versioned } from '@reservoir/messaging';
import type { OfCustomer } from '../../application/needs.js';

/** Anything that belongs to a customer. */
type Owned = Versioned & { readonly customerId: string };

/** Aggregates by id, and all of a customer; the collection has an index on `customerId`. */
export class OfCustomerStore<State extends Owned> implements ChunkStore<string | OfCustomer> {
  constructor(readonly aggregates: Aggregates<State>) {}

  async load(chunk: Chunk, keys: readonly (string | OfCustomer)[]): Promise<void> {
    await this.aggregates.load(
      chunk,
      keys.filter((key) => typeof key === 'string'),
    );
    const customers = keys.flatMap((key) => (typeof key === 'string' ? [] : [key.ofCustomer]));
    if (customers.length === 0) return;
    const documents = await this.aggregates.collection
      .find({ customerId: { $in: customers } } as never, { session: chunk.session })
      .toArray();
    this.aggregates.adopt(chunk, documents as never);
  }

  async save(chunk: Chunk): Promise<void> {
    await this.aggregates.save(chunk);
  }

  /** Every one of a customer, as the chunk has them. */
  ofCustomer(chunk: Chunk, customerId: string): readonly State[] {
    return this.aggregates.loaded(chunk).filter((one) => one.customerId === customerId);
  }
}
