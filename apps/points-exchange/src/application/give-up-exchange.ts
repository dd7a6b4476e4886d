import type { Instant } from '@reservoir/kernel';
import { type Exchange, giveUp } from '../domain/exchange.js';
import type { Exchanges } from './ports.js';

/** Which deadline of which exchange has passed. */
export interface GiveUpExchange {
  readonly exchangeId: string;
  readonly deadline: Instant;
  readonly giveUpAfterMs: number;
}

/** Gives up an exchange that got no answer in time (PT-4); nothing when there is nothing to give up any more. */
export function giveUpExchange(
  { exchangeId, deadline, giveUpAfterMs }: GiveUpExchange,
  { exchanges }: { readonly exchanges: Exchanges },
  now: Instant,
): Exchange | undefined {
  const givenUp = giveUp(exchanges.find(exchangeId), deadline, now, giveUpAfterMs);
  if (givenUp) exchanges.save(givenUp);
  return givenUp;
}
