import type { Instant } from '@reservoir/kernel';
import { timeOutAssignment } from '@reservoir/messages';
import { type DueCommand, type DueFinder, nextInstant } from '@reservoir/service';
import type { mongo } from 'mongoose';
import type { ContractsStores } from './contracts-stores.js';

interface Due {
  readonly _id: string;
  readonly customerId: string;
  readonly deadline: Instant;
}

const open = { type: 'assignment', state: 'open' };

/** Finds the assignments that are past their deadline and not whole, the oldest first (CT-4). */
export class AssignmentsPastDeadline implements DueFinder {
  readonly name = 'time-out-assignments';
  readonly everyMs = 5_000;
  readonly #collection: mongo.Collection<Due & typeof open>;

  constructor(private readonly stores: Pick<ContractsStores, 'assignments'>) {
    this.#collection = stores.assignments.collection as never;
  }

  async find(now: Instant, limit: number): Promise<readonly DueCommand[]> {
    const due = await this.#collection
      .find({ ...open, deadline: { $lte: now } }, { projection: { customerId: 1, deadline: 1 } })
      .sort({ deadline: 1 })
      .limit(limit)
      .toArray();
    const { assignments } = this.stores;
    return due.map(({ customerId, deadline, ...document }) => ({
      message: timeOutAssignment,
      data: { assignmentId: assignments.idOf(document), customerId, deadline },
    }));
  }

  async next(after: Instant): Promise<Instant | null> {
    return nextInstant(this.#collection, { filter: open, field: 'deadline' }, after);
  }
}
