import type { Instant } from '@reservoir/kernel';
import { expirePoints, giveUpExchange } from '@reservoir/messages';
import type { DueFinder } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { dueIndex } from './points.schemas.js';

interface OverLot {
  readonly _id: string;
  readonly partnerId: string;
  readonly expiresAt: Instant;
}

/** Finds partners with lots that are over (PT-5): one command for each, named after its longest due lot. */
export const lotsThatAreOver = (connection: Connection): DueFinder => ({
  name: 'expire-points',
  everyMs: 1000,
  async find(now, limit) {
    const lots = await connection
      .collection<OverLot>('lots')
      .find({ remaining: { $gt: 0 }, expiresAt: { $lte: now } }, { hint: dueIndex })
      .project<OverLot>({ partnerId: 1, expiresAt: 1 })
      .sort({ expiresAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
    const firsts = new Map(lots.map((lot) => [lot.partnerId, lot] as const).reverse());
    return [...firsts.values()].reverse().map(({ _id: lotId, partnerId, expiresAt }) => ({
      message: expirePoints,
      data: { partnerId, lotId, expiresAt },
    }));
  },
});

interface WaitingExchange {
  readonly _id: string;
  readonly partnerId: string;
  readonly deadline: Instant;
}

/** Finds exchanges that got no answer in time (PT-4). */
export const exchangesWithoutAnswer = (connection: Connection): DueFinder => ({
  name: 'give-up-exchanges',
  everyMs: 1000,
  async find(now, limit) {
    const exchanges = await connection
      .collection<WaitingExchange>('exchanges')
      .find({ state: 'held', deadline: { $lte: now } })
      .project<WaitingExchange>({ partnerId: 1, deadline: 1 })
      .sort({ deadline: 1, _id: 1 })
      .limit(limit)
      .toArray();
    return exchanges.map(({ _id: exchangeId, partnerId, deadline }) => ({
      message: giveUpExchange,
      data: { partnerId, exchangeId, deadline },
    }));
  },
});
