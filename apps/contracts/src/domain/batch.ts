import type { Instant, Term, UtcDay } from '@reservoir/kernel';
import type { GrantedPick, Pick } from './license-pool.js';

/** Licences of one lot, allocated to a period in one draw (CT-1). A period keeps its batches in draw order. */
export interface Batch extends Pick {
  /** Their natural term, which they keep when they are grouped (CT-11). */
  readonly term: Term;
  /** Days of that term: 365 × years, and the leap days in it (PO-6). */
  readonly termDays: number;
  /** UTC day of the draw. */
  readonly date: UtcDay;
  /** Went through a grouping: no `full` recovery any more (PO-8). */
  readonly grouped: boolean;
  readonly purchasedAt: Instant;
  readonly expiresAt: Instant | null;
  /** The distributor that the licences came from (CO-4). */
  readonly distributorId: string;
}

/** What the batches of one draw have in common. */
export interface DrawnFor {
  readonly term: Term;
  readonly termDays: number;
  readonly date: UtcDay;
  /** Stands in where a pool does not say it. */
  readonly distributorId: string;
}

/** The batches of a draw, in the order of the pool's picks (PO-4). */
export const batchesOf = (picks: readonly GrantedPick[], drawn: DrawnFor): readonly Batch[] =>
  picks.map(({ lotId, quantity, purchasedAt, expiresAt, distributorId }) => ({
    lotId,
    quantity,
    term: drawn.term,
    termDays: drawn.termDays,
    date: drawn.date,
    grouped: false,
    purchasedAt: purchasedAt ?? (`${drawn.date}T00:00:00.000Z` as Instant),
    expiresAt: expiresAt ?? null,
    distributorId: distributorId ?? drawn.distributorId,
  }));

/** How many licences the batches hold. */
export const licencesIn = (batches: readonly Pick[]): number =>
  batches.reduce((sum, { quantity }) => sum + quantity, 0);
