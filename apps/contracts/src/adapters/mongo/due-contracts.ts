import type { Instant } from '@reservoir/kernel';
import { doWhatIsDue, renewAutomatically } from '@reservoir/messages';
import { type DueCommand, type DueFinder, nextInstant } from '@reservoir/service';
import type { mongo } from 'mongoose';
import type { ContractsStores } from './contracts-stores.js';

interface Found {
  readonly _id: string;
  readonly type: string;
  readonly customerId: string;
  readonly partnerId: string;
  readonly familyId: string;
  readonly dueAt: Instant;
}

const ofContracts = { type: 'contract' };
const ofLooks = { type: 'renewal-look' };
const projection = { customerId: 1, partnerId: 1, familyId: 1, dueAt: 1 } as const;

/** Finds contracts that start, end, or come to their next period or notice (CT-8, CT-17), the longest due first. */
export class DueContracts implements DueFinder {
  readonly name = 'contracts';
  readonly everyMs = 1_000;
  readonly #collection: mongo.Collection<Found>;

  constructor(stores: Pick<ContractsStores, 'contracts'>) {
    this.#collection = stores.contracts.aggregates.collection as never;
  }

  async find(now: Instant, limit: number): Promise<readonly DueCommand[]> {
    const due = await this.#collection
      .find({ ...ofContracts, dueAt: { $lte: now } }, { projection })
      .sort({ dueAt: 1 })
      .limit(limit)
      .toArray();
    return due.map(({ customerId, partnerId, familyId, dueAt: at }) => ({
      message: doWhatIsDue,
      data: { customerId, partnerId, familyId, at },
    }));
  }

  async next(after: Instant): Promise<Instant | null> {
    return nextInstant(this.#collection, { filter: ofContracts, field: 'dueAt' }, after);
  }
}

/** Finds contracts that auto-renewal has to look at (CT-7), the longest due first. */
export class DueRenewals implements DueFinder {
  readonly name = 'auto-renewals';
  readonly everyMs = 2_000;
  readonly #collection: mongo.Collection<Found>;

  constructor(private readonly stores: Pick<ContractsStores, 'renewalLooks'>) {
    this.#collection = stores.renewalLooks.aggregates.collection as never;
  }

  async find(now: Instant, limit: number): Promise<readonly DueCommand[]> {
    const due = await this.#collection
      .find({ ...ofLooks, dueAt: { $lte: now } }, { projection })
      .sort({ dueAt: 1 })
      .limit(limit)
      .toArray();
    const { aggregates } = this.stores.renewalLooks;
    return due.map(({ customerId, partnerId, familyId, dueAt: at, ...document }) => ({
      message: renewAutomatically,
      data: { customerId, partnerId, familyId, at, contractId: aggregates.idOf(document) },
    }));
  }

  async next(after: Instant): Promise<Instant | null> {
    return nextInstant(this.#collection, { filter: ofLooks, field: 'dueAt' }, after);
  }
}
