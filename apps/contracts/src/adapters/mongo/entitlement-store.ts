import type { Chunk, ChunkStore } from '@reservoir/messaging';
import type { IdOrAssignment, OfCustomer } from '../../application/needs.js';
import type { Entitlement } from '../../domain/entitlement.js';
import type { FollowingStore } from './following-store.js';

type Key = IdOrAssignment | OfCustomer;

const isOfCustomer = (key: Key): key is OfCustomer => typeof key === 'object' && 'ofCustomer' in key;

/** Entitlements by id, of an assignment, and all of a customer: a suspension changes every one of them (CO-6). */
export class EntitlementStore implements ChunkStore<Key> {
  constructor(readonly following: FollowingStore<Entitlement, Exclude<IdOrAssignment, string>>) {}

  async load(chunk: Chunk, keys: readonly Key[]): Promise<void> {
    const others = keys.flatMap((key) => (isOfCustomer(key) ? [] : [key]));
    await this.following.load(chunk, others);
    const customers = keys.filter(isOfCustomer).map(({ ofCustomer }) => ofCustomer);
    if (customers.length === 0) return;
    const { aggregates } = this.following;
    const documents = await aggregates.collection
      .find({ customerId: { $in: customers } }, { session: chunk.session })
      .toArray();
    aggregates.adopt(chunk, documents);
  }

  async save(chunk: Chunk): Promise<void> {
    await this.following.save(chunk);
  }

  /** Every entitlement of a customer, as the chunk has them. */
  ofCustomer(chunk: Chunk, customerId: string): readonly Entitlement[] {
    return this.following.aggregates.loaded(chunk).filter((one) => one.customerId === customerId);
  }
}
