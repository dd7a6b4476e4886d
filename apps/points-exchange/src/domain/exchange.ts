import { type Instant, type Refusal, type Term, idFor, plusMs } from '@reservoir/kernel';
import type { Burn } from './burn-order.js';
import type { Quote } from './quote.js';

/** Licences of an exchange that the pool is asked to take back (PT-6). */
export interface PendingReversal {
  readonly id: string;
  readonly quantity: number;
  readonly askedAt: Instant;
  /** The operation to answer when it ends. */
  readonly operationId: string | null;
}

/** Points on their way to become licences (PT-4), and back (PT-6). */
export interface Exchange {
  readonly id: string;
  readonly quoteId: string;
  readonly partnerId: string;
  readonly distributorId: string;
  readonly sku: string;
  readonly term: Term;
  readonly quantity: number;
  readonly totalPoints: number;
  /** In burn order; at most 1000. */
  readonly burns: readonly Burn[];
  readonly state: 'held' | 'captured' | 'voided';
  /** The lot in the pool, once it is minted. */
  readonly lotId: string | null;
  /** Why it was voided. */
  readonly reason: Refusal | null;
  readonly heldAt: Instant;
  readonly endedAt: Instant | null;
  /** Without an answer of the pool until then, it is given up (PT-4). */
  readonly deadline: Instant;
  /** The operation to answer when it ends. */
  readonly operationId: string | null;
  /** Licences that went back, and the points that came back for them (PT-6). */
  readonly reversedQuantity: number;
  readonly reversedPoints: number;
  /** One at a time. */
  readonly reversal: PendingReversal | null;
  /** Without an answer of the pool to the reversal until then, it is asked again; null while there is none. */
  readonly askAgainAt: Instant | null;
  readonly version: number;
}

/** The exchange of a quote: one, always (PT-3). */
export const exchangeIdOf = (quoteId: string): string => idFor('points-exchange', quoteId);

/** An exchange whose points are held. */
export const heldExchange = (
  quote: Quote,
  burns: readonly Burn[],
  operationId: string | null,
  now: Instant,
  giveUpAfterMs: number,
): Exchange => ({
  id: exchangeIdOf(quote.id),
  quoteId: quote.id,
  partnerId: quote.partnerId,
  distributorId: quote.distributorId,
  sku: quote.sku,
  term: quote.term,
  quantity: quote.quantity,
  totalPoints: quote.totalPoints,
  burns,
  state: 'held',
  lotId: null,
  reason: null,
  heldAt: now,
  endedAt: null,
  deadline: plusMs(now, giveUpAfterMs),
  operationId,
  reversedQuantity: 0,
  reversedPoints: 0,
  reversal: null,
  askAgainAt: null,
  version: 1,
});

/**
 * Gives up an exchange whose deadline has passed (PT-4): it stays held until the pool says that it never will mint it, or
 * that it did; asked again after as long. Nothing for any other exchange or deadline.
 */
export function giveUp(
  exchange: Exchange | undefined,
  deadline: Instant,
  now: Instant,
  giveUpAfterMs: number,
): Exchange | undefined {
  if (exchange?.state !== 'held' || exchange.deadline !== deadline || now < deadline) return undefined;
  return { ...exchange, deadline: plusMs(now, giveUpAfterMs), version: exchange.version + 1 };
}
