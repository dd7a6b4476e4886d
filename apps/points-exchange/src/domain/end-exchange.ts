import type { Decided, Instant, Refusal } from '@reservoir/kernel';
import { type LotMove, isOver } from '@reservoir/points-ledger';
import type { Account } from './account.js';
import type { Burn } from './burn-order.js';
import type { Exchange } from './exchange.js';
import { type Posted, movement, post } from './ledger.js';
import type { PointsLot } from './lot.js';
import type { ExchangeCaptured, ExchangeVoided } from './points.events.js';

/** An exchange with what it burns: the partner's account and the lots. */
export interface ExchangeWithLots {
  readonly account: Account;
  readonly exchange: Exchange;
  readonly lots: readonly PointsLot[];
}

/** What a changed exchange leaves behind. */
export interface Ended extends Posted {
  readonly exchange: Exchange;
}

/** The pool has minted: the points are spent, also those of lots that are over by now (PT-4, PT-5). */
export function capture(
  { account, exchange, lots }: ExchangeWithLots,
  lotId: string,
  now: Instant,
): Decided<Ended, ExchangeCaptured> {
  const ended: Exchange = { ...ending(exchange, now), state: 'captured', lotId };
  const occasion = { kind: 'capture', reference: exchange.id, at: now } as const;
  const posted = post(account, lots, occasion, movement(exchange.burns, 'held', 'spent'));
  return {
    state: { ...posted, exchange: ended },
    events: [{ type: 'exchange-captured', ...posted, exchange: ended }],
  };
}

/** The pool will never mint: the points come back, and expire where their lot is over (PT-4, PT-5). */
export function giveBack(
  { account, exchange, lots }: ExchangeWithLots,
  reason: Refusal,
  now: Instant,
): Decided<Ended, ExchangeVoided> {
  const ended: Exchange = { ...ending(exchange, now), state: 'voided', reason };
  const occasion = { kind: 'void', reference: exchange.id, at: now } as const;
  const moves = movesBack('held', exchange.burns, lots, now);
  const posted = post(account, lots, occasion, { moves, between: ['held', 'available'] });
  return {
    state: { ...posted, exchange: ended },
    events: [{ type: 'exchange-voided', ...posted, exchange: ended }],
  };
}

const ending = (exchange: Exchange, now: Instant): Exchange => ({
  ...exchange,
  endedAt: now,
  version: exchange.version + 1,
});

/** Points that go back to the lots that they came from; those of lots that are over expire (PT-5, PT-6). */
export function movesBack(
  from: 'held' | 'spent',
  parts: readonly Burn[],
  lots: readonly PointsLot[],
  now: Instant,
): readonly LotMove[] {
  const over = new Set(lots.filter((lot) => isOver(lot, now)).map(({ id }) => id));
  return parts.map(({ lotId, points }) => ({
    lotId,
    from,
    to: over.has(lotId) ? 'expired' : 'available',
    points,
  }));
}
