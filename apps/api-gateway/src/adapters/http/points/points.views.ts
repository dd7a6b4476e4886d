import type { Instant } from '@reservoir/kernel';
import {
  accountState,
  exchangeState,
  ledgerBalances,
  pointsLotState,
  quoteState,
  time,
} from '@reservoir/messages';
import type { LedgerState } from '@reservoir/points-ledger';
import { z } from 'zod';
import { quoteStateAt } from '../../../domain/quote.js';
import type { ReadModels } from '../../../read-models.js';

/** Lots that an account shows; the rest burns later. */
export const lotsShown = 100;

/** A partner's MSSP points. */
export const accountView = accountState
  .extend({
    lots: z
      .array(pointsLotState)
      .describe('What is left, in the order in which it burns (PT-2); the first 100'),
    at: time.optional().describe('The instant that was asked for'),
    balances: ledgerBalances
      .optional()
      .describe('With `at`: points in every account (PT-1); together 0. What was issued is negative'),
  })
  .meta({ id: 'PointsAccount' });

/** A price in points that stands for 15 minutes (PT-3). */
export const quoteView = quoteState
  .extend({ state: z.enum(['open', 'accepted', 'expired']) })
  .meta({ id: 'PointsQuote' });

/** Points on their way to become licences (PT-4). */
export const exchangeView = exchangeState.meta({ id: 'PointsExchange' });

/** A lot is over at the instant of its expiry, marked or not (PT-3). */
const expiredBy = <Lot extends z.output<typeof pointsLotState>>(lot: Lot, now: Instant): Lot =>
  lot.expiresAt <= now ? { ...lot, remaining: 0, expired: lot.expired + lot.remaining } : lot;

/** @param over points of lots that are over, and not marked yet */
export function viewOfAccount(
  { id: _, ...account }: ReadModels['points-accounts'],
  lots: readonly ReadModels['points-lots'][],
  over: number,
  now: Instant,
): z.input<typeof accountView> {
  return {
    ...account,
    available: account.available - over,
    lots: lots
      .map(({ partnerId: _partner, version: _version, open: _open, ...lot }) => expiredBy(lot, now))
      .filter(({ remaining, held }) => remaining + held > 0),
  };
}

/** A partner's points as they were. */
export const viewOfPast = (
  partnerId: string,
  { number, balances, lots }: Omit<LedgerState, 'hash'>,
  at: Instant,
): z.input<typeof accountView> => ({
  partnerId,
  available: balances.available,
  held: balances.held,
  version: number,
  lots: lots.slice(0, lotsShown),
  at,
  balances,
});

export const viewOfQuote = (quote: ReadModels['points-quotes'], now: Instant): z.input<typeof quoteView> => ({
  ...quote,
  state: quoteStateAt(quote, now),
});
