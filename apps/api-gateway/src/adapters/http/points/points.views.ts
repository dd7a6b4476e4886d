import type { Instant } from '@reservoir/kernel';
import {
  accountState,
  exchangeState,
  pointsLotState,
  pointsTransaction,
  quoteState,
} from '@reservoir/messages';
import { z } from 'zod';
import { quoteStateAt } from '../../../domain/quote.js';
import type { ReadModels } from '../../../read-models.js';

/** A partner's MSSP points. */
export const accountView = accountState
  .extend({
    lots: z
      .array(pointsLotState)
      .describe('What is left, in the order in which it burns (PT-2); the first 100'),
  })
  .meta({ id: 'PointsAccount' });

/** One transaction of the ledger (PT-1). */
export const transactionView = pointsTransaction.meta({ id: 'PointsTransaction' });

/** A price in points that stands for 15 minutes (PT-3). */
export const quoteView = quoteState
  .extend({ state: z.enum(['open', 'accepted', 'expired']) })
  .meta({ id: 'PointsQuote' });

/** Points on their way to become licences (PT-4). */
export const exchangeView = exchangeState.meta({ id: 'PointsExchange' });

export function viewOfAccount(
  { id: _, ...account }: ReadModels['points-accounts'],
  lots: readonly ReadModels['points-lots'][],
): z.input<typeof accountView> {
  return {
    ...account,
    lots: lots.map(({ partnerId: _partner, version: _version, open: _open, ...lot }) => lot),
  };
}

export const viewOfTransaction = ({
  version: _,
  ...transaction
}: ReadModels['points-transactions']): z.input<typeof transactionView> => transaction;

export const viewOfQuote = (quote: ReadModels['points-quotes'], now: Instant): z.input<typeof quoteView> => ({
  ...quote,
  state: quoteStateAt(quote, now),
});
