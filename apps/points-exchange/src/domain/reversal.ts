import { type Decided, type Instant, plusMs } from '@reservoir/kernel';
import { type Burn, burnt } from './burn-order.js';
import { type Ended, type ExchangeWithLots, movesBack } from './end-exchange.js';
import type { Exchange, PendingReversal } from './exchange.js';
import { post } from './ledger.js';
import type { ExchangeReversed } from './points.events.js';

/** Begins a reversal (PT-6): the pool is asked first, and no point moves before it has answered. */
export const beginReversal = (
  exchange: Exchange,
  { id, quantity, operationId }: Pick<PendingReversal, 'id' | 'quantity' | 'operationId'>,
  now: Instant,
  askAgainAfterMs: number,
): Exchange => ({
  ...exchange,
  reversal: { id, quantity, operationId, askedAt: now },
  askAgainAt: plusMs(now, askAgainAfterMs),
  version: exchange.version + 1,
});

/** A reversal that got no answer until its deadline: the pool is asked again, by the same id. Nothing for any other one. */
export function askAgain(
  exchange: Exchange | undefined,
  deadline: Instant,
  now: Instant,
  askAgainAfterMs: number,
): Exchange | undefined {
  if (!exchange?.reversal || exchange.askAgainAt !== deadline || now < deadline) return undefined;
  return { ...exchange, askAgainAt: plusMs(now, askAgainAfterMs), version: exchange.version + 1 };
}

/** The pool did not take the licences back (PT-6): nothing has happened. */
export const refusedReversal = (exchange: Exchange): Exchange => ({
  ...exchange,
  reversal: null,
  askAgainAt: null,
  version: exchange.version + 1,
});

/**
 * PT-6: the points that come back for further licences: of all k that went back by then ⌊total × k ÷ n⌋, less what came back
 * before. Exact beyond 2^53.
 */
export function pointsBackFor(
  { totalPoints, quantity, reversedQuantity, reversedPoints }: Exchange,
  licenses: number,
): number {
  const back = (BigInt(totalPoints) * BigInt(reversedQuantity + licenses)) / BigInt(quantity);
  return Number(back - BigInt(reversedPoints));
}

/**
 * PT-6: to which lots the next points go back: in reverse burn order, after those that went back before. 380 of 600 + 350 are 350 to
 * the second lot and 30 to the first (PT-7).
 */
export function returnsOf({ burns, reversedPoints }: Exchange, points: number): readonly Burn[] {
  const returns: Burn[] = [];
  let passed = reversedPoints;
  let wanted = points;
  for (const burn of burns.toReversed()) {
    const open = Math.max(0, burn.points - passed);
    passed = Math.max(0, passed - burn.points);
    const back = Math.min(open, wanted);
    if (back > 0) returns.push({ lotId: burn.lotId, points: back });
    wanted -= back;
  }
  return returns;
}

/**
 * The pool has taken the licences back: the points follow, to the same lots with their expiry; those of lots that are over
 * expire (PT-6).
 * @param licenses how many it took
 */
export function reverse(
  { account, exchange, lots }: ExchangeWithLots,
  licenses: number,
  now: Instant,
): Decided<Ended, ExchangeReversed> {
  const returns = returnsOf(exchange, pointsBackFor(exchange, licenses));
  const reversed: Exchange = {
    ...exchange,
    reversedQuantity: exchange.reversedQuantity + licenses,
    reversedPoints: exchange.reversedPoints + burnt(returns),
    reversal: null,
    askAgainAt: null,
    version: exchange.version + 1,
  };
  const occasion = { kind: 'reverse', reference: exchange.id, at: now } as const;
  const moves = movesBack('spent', returns, lots, now);
  const posted = post(account, lots, occasion, { moves, between: ['spent', 'available'] });
  const event = { quantity: licenses, points: burnt(returns) };
  return {
    state: { ...posted, exchange: reversed },
    events: [{ type: 'exchange-reversed', ...posted, exchange: reversed, ...event }],
  };
}
