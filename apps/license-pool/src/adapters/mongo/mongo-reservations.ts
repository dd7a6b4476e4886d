import { type Instant, epochMs } from '@reservoir/kernel';
import type { Aggregates, Chunk } from '@reservoir/messaging';
import type { Recoveries, Reservations } from '../../application/collections.js';
import type { Recovery } from '../../domain/recovery.js';
import type { Reservation } from '../../domain/reservation.js';

/** A reservation with the date at which MongoDB removes it; null while it is held. */
export type ReservationDocument = Reservation & { readonly purgeAt: Date | null };

/** Twice as long as a command may wait in its topic: nothing can be late enough to find that its reservation is forgotten. */
const rememberedMs = 14 * 86_400_000;

const removalOf = (endedAt: Instant): Date => new Date(epochMs(endedAt) + rememberedMs);

/** The reservations that the chunk has loaded. */
export const reservationsIn = (store: Aggregates<ReservationDocument>, chunk: Chunk): Reservations => ({
  find: (id) => store.find(chunk, id),
  save: (reservation) => {
    const { endedAt } = reservation;
    store.put(chunk, { ...reservation, purgeAt: endedAt === null ? null : removalOf(endedAt) });
  },
});

/** A recovery with the date at which MongoDB removes it. */
export type RecoveryDocument = Recovery & { readonly purgeAt: Date };

/** The recoveries that the chunk has loaded. */
export const recoveriesIn = (store: Aggregates<RecoveryDocument>, chunk: Chunk): Recoveries => ({
  find: (id) => store.find(chunk, id),
  save: (recovery) => store.put(chunk, { ...recovery, purgeAt: removalOf(recovery.appliedAt) }),
});
