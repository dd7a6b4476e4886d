import { type Instant, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import { type FollowUp, type Held, holdPoints } from '../domain/hold-points.js';
import { type PartnerRequest, partnerPolicies } from '../domain/partner-policies.js';
import type { PointsEvent } from '../domain/points.events.js';
import { unknownQuote } from '../domain/points.rejections.js';
import type { Quote } from '../domain/quote.js';
import { acceptancePolicies } from '../domain/quote-policies.js';
import { accountOf, keep } from './keep.js';
import type { Companies, Exchanges, LedgerPorts, Quotes } from './ports.js';
import { settleExpired } from './settle-expired.js';

/** Which quote is accepted by whom, and how the exchange is followed up. */
export type AcceptQuote = PartnerRequest & FollowUp & { readonly quoteId: string };

/** What became of it, and what happened to the partner's points, even if it was refused. */
export interface Acceptance {
  readonly result: Result<Held, Refusal>;
  readonly events: readonly PointsEvent[];
}

type AcceptancePorts = LedgerPorts & {
  readonly companies: Companies;
  readonly quotes: Quotes;
  readonly exchanges: Exchanges;
};

/** Accepts a quote: holds the points for the exchange (PT-3, PT-4). */
export async function acceptQuote(
  request: AcceptQuote,
  ports: AcceptancePorts,
  now: Instant,
): Promise<Acceptance> {
  const quote = ports.quotes.find(request.quoteId);
  const refusal =
    firstRefusal(partnerPolicies, request, ports.companies.find(request.partnerId)) ??
    firstRefusal(acceptancePolicies, request, quote, now);
  if (refusal) return { result: err(refusal), events: [] };
  if (!quote) return { result: err(unknownQuote(request.quoteId)), events: [] };
  const expired = settleExpired(request.partnerId, ports);
  const { result, events } = await start(quote, request, ports, now);
  return { result, events: [...expired, ...events] };
}

async function start(
  quote: Quote,
  followUp: FollowUp,
  ports: AcceptancePorts,
  now: Instant,
): Promise<Acceptance> {
  const lots = await ports.lots.inBurnOrder(quote.partnerId, quote.totalPoints);
  const held = holdPoints({ account: accountOf(quote.partnerId, ports), lots }, quote, followUp, now);
  if (!held.ok) return { result: held, events: [] };
  const { state, events } = held.value;
  keep(state, ports);
  ports.exchanges.save(state.exchange);
  ports.quotes.save(state.quote);
  return { result: ok(state), events };
}
