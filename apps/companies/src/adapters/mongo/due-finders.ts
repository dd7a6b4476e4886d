import type { Instant } from '@reservoir/kernel';
import { expireTransfer, inheritPlace, settlePlace } from '@reservoir/messages';
import { type DueCommand, type DueFinder, nextInstant } from '@reservoir/service';
import type { Connection, mongo } from 'mongoose';
import { childrenIndex, unsettledIndex } from './company.schema.js';
import { deadlineIndex } from './transfer.schemas.js';

interface Unsettled {
  readonly _id: string;
  readonly branch: { readonly placeVersion: number };
}

/** Companies that are looked at in one go. */
const atOnce = 50;

/**
 * Carries changed places down, level by level (CO-1, CO-6): whoever is directly below a company that hands down something
 * new is told to take it over, a bounded page at a time; a company below which nobody is behind is settled. Who has
 * waited longest comes first.
 */
export const placesToInherit = (connection: Connection): DueFinder => ({
  name: 'inherit-places',
  everyMs: 200,
  // due from the moment of a change, whatever the time
  next: async () => Promise.resolve(null),
  async find(_now, limit) {
    const companies = connection.collection<Unsettled>('companies');
    const unsettled = await companies
      .find({ 'branch.unsettled': true }, { hint: unsettledIndex, projection: { branch: 1 } })
      .sort({ 'branch.placedAt': 1, _id: 1 })
      .limit(Math.min(limit, atOnce))
      .toArray();
    const commands: DueCommand[] = [];
    for (const parent of unsettled) {
      if (commands.length >= limit) break;
      commands.push(...(await dueBelow(companies, parent, limit - commands.length)));
    }
    return commands;
  },
});

async function dueBelow(
  companies: mongo.Collection<Unsettled>,
  { _id: parentId, branch: { placeVersion } }: Unsettled,
  limit: number,
): Promise<readonly DueCommand[]> {
  const behind = await companies
    .find(
      { parentId, 'branch.parentPlaceVersion': { $lt: placeVersion } },
      { hint: childrenIndex, projection: { _id: 1 } },
    )
    .limit(limit)
    .toArray();
  if (behind.length === 0) return [{ message: settlePlace, data: { companyId: parentId, placeVersion } }];
  return behind.map(({ _id: companyId }) => ({
    message: inheritPlace,
    data: { companyId, parentId, placeVersion },
  }));
}

interface Overdue {
  readonly _id: string;
  readonly companyId: string;
  readonly deadline: Instant;
}

/** Finds transfer requests whose 30 days are over (CO-3). */
export const requestsPastDeadline = (connection: Connection): DueFinder => ({
  name: 'expire-transfer-requests',
  everyMs: 1000,
  next: async (after) =>
    nextInstant(
      connection.collection('transfer_requests'),
      { filter: { state: 'pending' }, field: 'deadline', hint: deadlineIndex },
      after,
    ),
  async find(now, limit) {
    const requests = await connection
      .collection<Overdue>('transfer_requests')
      .find({ state: 'pending', deadline: { $lte: now } }, { hint: deadlineIndex })
      .project<Overdue>({ companyId: 1, deadline: 1 })
      .sort({ deadline: 1, _id: 1 })
      .limit(limit)
      .toArray();
    return requests.map(({ _id: transferId, companyId, deadline }) => ({
      message: expireTransfer,
      data: { companyId, transferId, deadline },
    }));
  },
});
