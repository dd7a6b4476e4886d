import { type DueFinder, nextInstant } from '@reservoir/service';
import { expireLot, expireReservation, poolKeyOf } from '@reservoir/messages';
import type { MongoCollections } from './mongo-collections.js';
import { isHeld, isOpen } from './schemas.js';
import { never } from '../../domain/lot.js';

const everyMs = 1000;

/** Lots that are over and have licences left (PO-2), the longest over first. */
export const overdueLots = ({ lots }: MongoCollections): DueFinder => ({
  name: 'expire-lots',
  everyMs,
  next: async (after) => nextInstant(lots.collection, { filter: isOpen, field: 'expiresAt', never }, after),
  find: async (now, limit) => {
    const options = { sort: { expiresAt: 1 }, limit, projection: { poolId: 1, expiresAt: 1 } } as const;
    const due = await lots.collection
      .find({ ...isOpen, expiresAt: { $lte: now } } as object, options)
      .toArray();
    return due.map(({ poolId, expiresAt, ...document }) => ({
      message: expireLot,
      data: { pool: poolKeyOf(poolId), lotId: lots.idOf(document), expiresAt },
    }));
  },
});

/** Reservations that are held past their deadline (PO-5), the longest over first. */
export const overdueReservations = ({ reservations }: MongoCollections): DueFinder => ({
  name: 'expire-reservations',
  everyMs,
  next: async (after) => nextInstant(reservations.collection, { filter: isHeld, field: 'deadline' }, after),
  find: async (now, limit) => {
    const options = { sort: { deadline: 1 }, limit, projection: { poolId: 1, deadline: 1 } } as const;
    const due = await reservations.collection
      .find({ ...isHeld, deadline: { $lte: now } } as object, options)
      .toArray();
    return due.map(({ poolId, deadline, ...document }) => ({
      message: expireReservation,
      data: { pool: poolKeyOf(poolId), reservationId: reservations.idOf(document), deadline },
    }));
  },
});
