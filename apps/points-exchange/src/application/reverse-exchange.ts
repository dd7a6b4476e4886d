import { type Instant, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { Exchange } from '../domain/exchange.js';
import { type PartnerRequest, partnerPolicies } from '../domain/partner-policies.js';
import { unknownExchange } from '../domain/points.rejections.js';
import { askAgain, beginReversal } from '../domain/reversal.js';
import { type ReversalWish, reversalPolicies } from '../domain/reversal-policies.js';
import type { Companies, Exchanges } from './ports.js';

/** How many licences of which exchange go back, asked by whom. */
export type ReverseExchange = PartnerRequest &
  ReversalWish & {
    readonly reversalId: string;
    readonly operationId: string | null;
    readonly askAgainAfterMs: number;
  };

/** Begins a reversal (PT-6): from here on it is for the pool to take the licences back. */
export function reverseExchange(
  request: ReverseExchange,
  { companies, exchanges }: { readonly companies: Companies; readonly exchanges: Exchanges },
  now: Instant,
): Result<Exchange, Refusal> {
  const exchange = exchanges.find(request.exchangeId);
  const refusal =
    firstRefusal(partnerPolicies, request, companies.find(request.partnerId)) ??
    firstRefusal(reversalPolicies, request, exchange, now);
  if (refusal) return err(refusal);
  if (!exchange) return err(unknownExchange(request.exchangeId));
  const { reversalId: id, quantity, operationId, askAgainAfterMs } = request;
  const begun = beginReversal(exchange, { id, quantity, operationId }, now, askAgainAfterMs);
  exchanges.save(begun);
  return ok(begun);
}

/** Asks again for a reversal that got no answer in time (PT-6); nothing when it has ended. */
export function askAgainForReversal(
  {
    exchangeId,
    deadline,
    askAgainAfterMs,
  }: { readonly exchangeId: string; readonly deadline: Instant; readonly askAgainAfterMs: number },
  { exchanges }: { readonly exchanges: Exchanges },
  now: Instant,
): Exchange | undefined {
  const asked = askAgain(exchanges.find(exchangeId), deadline, now, askAgainAfterMs);
  if (asked) exchanges.save(asked);
  return asked;
}
