import type { Instant } from '@reservoir/kernel';
import { reviewUsage } from '@reservoir/messages';
import { type DueCommand, type DueFinder, nextInstant } from '@reservoir/service';
import type { mongo } from 'mongoose';
import type { ContractsStores } from './contracts-stores.js';

interface Due {
  readonly _id: string;
  readonly type: string;
  readonly customerId: string;
  readonly sku: string;
  readonly dueAt: Instant;
}

const ofUsages = { type: 'usage' };

/** Finds the services whose over-allocated mark time alone has changed, the first due first (EN-4). */
export class UsagesToReview implements DueFinder {
  readonly name = 'review-usages';
  readonly everyMs = 10_000;
  readonly #collection: mongo.Collection<Due>;

  constructor(stores: Pick<ContractsStores, 'usages'>) {
    this.#collection = stores.usages.aggregates.collection as never;
  }

  async find(now: Instant, limit: number): Promise<readonly DueCommand[]> {
    const due = await this.#collection
      .find({ ...ofUsages, dueAt: { $lte: now } }, { projection: { customerId: 1, sku: 1, dueAt: 1 } })
      .sort({ dueAt: 1 })
      .limit(limit)
      .toArray();
    return due.map(({ customerId, sku, dueAt }) => ({
      message: reviewUsage,
      data: { customerId, sku, dueAt },
    }));
  }

  async next(after: Instant): Promise<Instant | null> {
    return nextInstant(this.#collection, { filter: ofUsages, field: 'dueAt' }, after);
  }
}
