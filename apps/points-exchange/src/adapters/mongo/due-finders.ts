import type { Instant } from '@reservoir/kernel';
import { askAgainForReversal, expirePoints, giveUpExchange, notifyExpiringPoints } from '@reservoir/messages';
import { type DueFinder, nextInstant } from '@reservoir/service';
import type { Connection } from 'mongoose';
import { dueIndex, noticeIndex, reversalIndex } from './points.schemas.js';

interface OverLot {
  readonly _id: string;
  readonly partnerId: string;
  readonly expiresAt: Instant;
}

/** Finds partners with lots that are over (PT-5): one command for each, named after its longest due lot. */
export const lotsThatAreOver = (connection: Connection): DueFinder => ({
  name: 'expire-points',
  everyMs: 1000,
  next: async (after) =>
    nextInstant(
      connection.collection('lots'),
      { filter: { remaining: { $gt: 0 } }, field: 'expiresAt', hint: dueIndex },
      after,
    ),
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
  next: async (after) =>
    nextInstant(connection.collection('exchanges'), { filter: { state: 'held' }, field: 'deadline' }, after),
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

interface WaitingReversal {
  readonly _id: string;
  readonly partnerId: string;
  readonly askAgainAt: Instant;
}

/** Finds reversals that got no answer in time (PT-6). */
export const reversalsWithoutAnswer = (connection: Connection): DueFinder => ({
  name: 'ask-again-for-reversals',
  everyMs: 1000,
  next: async (after) =>
    nextInstant(
      connection.collection('exchanges'),
      { filter: {}, field: 'askAgainAt', hint: reversalIndex },
      after,
    ),
  async find(now, limit) {
    const exchanges = await connection
      .collection<WaitingReversal>('exchanges')
      .find({ askAgainAt: { $gt: '' as Instant, $lte: now } }, { hint: reversalIndex })
      .project<WaitingReversal>({ partnerId: 1, askAgainAt: 1 })
      .sort({ askAgainAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
    return exchanges.map(({ _id: exchangeId, partnerId, askAgainAt: deadline }) => ({
      message: askAgainForReversal,
      data: { partnerId, exchangeId, deadline },
    }));
  },
});

interface ExpiringLot {
  readonly _id: string;
  readonly partnerId: string;
  readonly noticeAt: Instant;
}

/** Finds lots whose partner is to be told that they expire (PT-8). */
export const noticesThatAreDue = (connection: Connection): DueFinder => ({
  name: 'notify-expiring-points',
  everyMs: 5000,
  next: async (after) =>
    nextInstant(
      connection.collection('lots'),
      { filter: { remaining: { $gt: 0 } }, field: 'noticeAt', hint: noticeIndex },
      after,
    ),
  async find(now, limit) {
    const lots = await connection
      .collection<ExpiringLot>('lots')
      .find({ remaining: { $gt: 0 }, noticeAt: { $gt: '' as Instant, $lte: now } }, { hint: noticeIndex })
      .project<ExpiringLot>({ partnerId: 1, noticeAt: 1 })
      .sort({ noticeAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
    return lots.map(({ _id: lotId, partnerId, noticeAt }) => ({
      message: notifyExpiringPoints,
      data: { partnerId, lotId, noticeAt },
    }));
  },
});
