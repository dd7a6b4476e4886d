import { type Instant, epochMs } from '@reservoir/kernel';
import type { Aggregates, Chunk } from '@reservoir/messaging';
import type { Reservations } from '../../application/collections.js';
import type { Reservation } from '../../domain/reservation.js';

/** A reservation with the date at which MongoDB removes it; null while it is held. */
export type ReservationDocument = Reservation & { readonly removeAt: Date | null };

/** Twice as long as a command may wait in its topic: nothing can be late enough to find that its reservation is forgotten. */
const rememberedMs = 14 * 86_400_000;

const removalOf = (endedAt: Instant | null): Date | null =>
  endedAt === null ? null : new Date(epochMs(endedAt) + rememberedMs);

/** The reservations that the chunk has loaded. */
export const reservationsIn = (store: Aggregates<ReservationDocument>, chunk: Chunk): Reservations => ({
  find: (id) => store.find(chunk, id),
  save: (reservation) => store.put(chunk, { ...reservation, removeAt: removalOf(reservation.endedAt) }),
});
