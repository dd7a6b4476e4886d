import type { Decided, Instant, Refusal } from '@reservoir/kernel';
import type { Account } from './account.js';
import { burnt } from './burn-order.js';
import type { Exchange } from './exchange.js';
import { type Posted, type Posting, move, post } from './ledger.js';
import { type PointsLot, isOver, release, spend } from './lot.js';
import { lotsAfter } from './lots-after.js';
import type { ExchangeCaptured, ExchangeVoided } from './points.events.js';

/** A held exchange with what it holds: the partner's account and the lots that it burns. */
export interface HeldExchange {
  readonly account: Account;
  readonly exchange: Exchange;
  readonly lots: readonly PointsLot[];
}

/** What an ended exchange leaves behind. */
export interface Ended extends Posted {
  readonly exchange: Exchange;
}

/** The pool has minted: the points are spent, also those of lots that are over by now (PT-4, PT-5). */
export function capture(
  { account, exchange, lots }: HeldExchange,
  lotId: string,
  now: Instant,
): Decided<Ended, ExchangeCaptured> {
  const ended: Exchange = { ...ending(exchange, now), state: 'captured', lotId };
  const posted = post(
    account,
    lotsAfter(lots, exchange.burns, spend),
    { kind: 'capture', reference: exchange.id, at: now },
    move(exchange.totalPoints, 'held', 'spent'),
  );
  return {
    state: { ...posted, exchange: ended },
    events: [{ type: 'exchange-captured', ...posted, exchange: ended }],
  };
}

/** The pool will never mint: the points come back, and expire where their lot is over (PT-4, PT-5). */
export function giveBack(
  { account, exchange, lots }: HeldExchange,
  reason: Refusal,
  now: Instant,
): Decided<Ended, ExchangeVoided> {
  const ended: Exchange = { ...ending(exchange, now), state: 'voided', reason };
  const over = new Set(lots.filter((lot) => isOver(lot, now)).map(({ id }) => id));
  const expired = burnt(exchange.burns.filter(({ lotId }) => over.has(lotId)));
  const posted = post(
    account,
    lotsAfter(lots, exchange.burns, (lot, points) => release(lot, points, now)),
    { kind: 'void', reference: exchange.id, at: now },
    postingsOfVoid(exchange.totalPoints, expired),
  );
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

function postingsOfVoid(total: number, expired: number): readonly Posting[] {
  const back: Posting = { account: 'available', points: total - expired };
  const lost: Posting = { account: 'expired', points: expired };
  const landed = [back, lost].filter(({ points }) => points > 0);
  return [{ account: 'held', points: 0 - total }, ...(landed.length > 0 ? landed : [back])];
}
