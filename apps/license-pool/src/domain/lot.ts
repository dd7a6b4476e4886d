import { type Instant, type Term, type UtcDay, plusDays, startOfDay, termClassOf } from '@reservoir/kernel';
import { type CountName, type Counts, credited, noCounts, shifted } from './counts.js';

/** How licences came into a pool (PO-1). */
export type Provenance = 'purchase' | 'points' | 'promotion' | 'transfer' | 'adjustment';

/** The order line, exchange, transfer or operation that a lot came from. */
export interface LotSource {
  readonly orderId?: string;
  readonly line?: string;
  readonly exchangeId?: string;
  /** With the lot that the licences were taken from (CO-5). */
  readonly transferId?: string;
  readonly lotId?: string;
  /** Of an operator (CO-10). */
  readonly operationId?: string;
}

/** Licences that entered a pool together, from one source (PO-1). */
export interface Lot {
  readonly id: string;
  readonly poolId: string;
  readonly provenance: Provenance;
  readonly source: LotSource;
  /** Hash of the content of the order line (PO-3); null for lots of other provenance. */
  readonly contentHash: string | null;
  readonly distributorId: string;
  readonly quantity: number;
  readonly counts: Counts;
  readonly purchasedAt: Instant;
  /** Unassigned licences are over from this instant on; `never` for those that stay. */
  readonly expiresAt: Instant;
  readonly version: number;
}

/** A lot on its way in: nothing is taken from it yet. */
export type NewLot = Omit<Lot, 'counts' | 'version'>;

/** Licences of one lot: a batch of CT-1. */
export interface Pick {
  readonly lotId: string;
  readonly quantity: number;
}

/** Licences that were granted, with what a contract has to remember of their lot (CT-1, CO-4). */
export interface GrantedPick extends Pick {
  readonly purchasedAt: Instant;
  readonly expiresAt: Instant;
  readonly distributorId: string;
}

/** The expiry of licences that stay: later than all others, so that they are drawn last (PO-4). */
export const never = '9999-12-31T23:59:59.999Z' as Instant;

const unassignedDays = 90;

/** When licences expire that nobody assigned (PO-2): 00:00 UTC of the crediting day + 90; bought annual ones never do. */
export const expiryOf = (provenance: 'purchase' | 'points', term: Term, creditedOn: UtcDay): Instant =>
  provenance === 'purchase' && termClassOf(term) === 'annual'
    ? never
    : startOfDay(plusDays(creditedOn, unassignedDays));

/** A lot is over at the instant of its expiry, even before a job has marked it (PO-4). */
export const isOver = (lot: Lot, now: Instant): boolean => lot.expiresAt <= now;

/** How many licences of the lot can be drawn or refunded now. */
export const openIn = (lot: Lot, now: Instant): number => (isOver(lot, now) ? 0 : lot.counts.available);

/** Where licences go that come back to the lot: to available, or to expired when it is over (PO-9). */
export const homeOf = (lot: Lot, now: Instant): CountName => (isOver(lot, now) ? 'expired' : 'available');

/** The lot at its first version, everything available. */
export const openLot = (lot: NewLot): Lot => ({
  id: lot.id,
  poolId: lot.poolId,
  provenance: lot.provenance,
  source: lot.source,
  contentHash: lot.contentHash,
  distributorId: lot.distributorId,
  quantity: lot.quantity,
  counts: credited(noCounts, lot.quantity),
  purchasedAt: lot.purchasedAt,
  expiresAt: lot.expiresAt,
  version: 1,
});

/** The lot after licences of it went from one count to another. */
export const lotShifted = (lot: Lot, from: CountName, to: CountName, quantity: number): Lot => ({
  ...lot,
  counts: shifted(lot.counts, from, to, quantity),
  version: lot.version + 1,
});
