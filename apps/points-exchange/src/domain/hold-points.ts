import { type Decided, type Instant, type Result, err, ok } from '@reservoir/kernel';
import type { Account } from './account.js';
import { burnsOf, burnt, mostBurns } from './burn-order.js';
import { type Exchange, heldExchange } from './exchange.js';
import { type Posted, movement, post } from './ledger.js';
import type { PointsLot } from './lot.js';
import type { PointsHeld } from './points.events.js';
import { type PointsRejected, pointsShort, tooManyLots } from './points.rejections.js';
import type { Quote } from './quote.js';

/** A partner's points with the lots that may be burnt: none over, in burn order, enough or all there are. */
export interface Purse {
  readonly account: Account;
  readonly lots: readonly PointsLot[];
}

/** What a started exchange leaves behind. */
export interface Held extends Posted {
  readonly exchange: Exchange;
  readonly quote: Quote;
}

/** How an exchange is followed up. */
export interface FollowUp {
  readonly operationId: string | null;
  readonly giveUpAfterMs: number;
}

/** Starts an exchange at the quoted price (PT-4): all its points are held, or nothing is. */
export function holdPoints(
  { account, lots }: Purse,
  quote: Quote,
  { operationId, giveUpAfterMs }: FollowUp,
  now: Instant,
): Result<Decided<Held, PointsHeld>, PointsRejected> {
  const total = quote.totalPoints;
  const burns = burnsOf(lots, total);
  if (burns.length > mostBurns || (burnt(burns) < total && lots.length > mostBurns))
    return err(tooManyLots(mostBurns));
  if (burnt(burns) < total) return err(pointsShort(total, burnt(burns)));
  const exchange = heldExchange(quote, burns, operationId, now, giveUpAfterMs);
  const occasion = { kind: 'hold', reference: exchange.id, at: now } as const;
  const posted = post(account, lots, occasion, movement(burns, 'available', 'held'));
  return ok({
    state: { ...posted, exchange, quote: { ...quote, state: 'accepted', version: quote.version + 1 } },
    events: [{ type: 'points-held', ...posted, exchange }],
  });
}
