import { itemIdOf } from '@reservoir/catalog-rules';
import { type Instant, type Refusal, type Result, err, firstRefusal } from '@reservoir/kernel';
import { type PartnerRequest, partnerPolicies } from '../domain/partner-policies.js';
import { unknownPartner } from '../domain/points.rejections.js';
import { type Quote, type QuoteWish, quote } from '../domain/quote.js';
import type { Assortments, Companies, PriceLists, Quotes, Retirements } from './ports.js';

/** Quotes to a partner what licences cost in points, for 15 minutes (PT-3). */
export function requestQuote(
  request: PartnerRequest & QuoteWish,
  ports: {
    readonly companies: Companies;
    readonly assortments: Assortments;
    readonly prices: PriceLists;
    readonly retirements: Retirements;
    readonly quotes: Quotes;
  },
  now: Instant,
): Result<Quote, Refusal> {
  const partner = ports.companies.find(request.partnerId);
  const refusal = firstRefusal(partnerPolicies, request, partner);
  if (refusal) return err(refusal);
  if (!partner) return err(unknownPartner(request.partnerId));
  const { distributorId } = partner;
  const offers = {
    assortment: ports.assortments.find(distributorId),
    prices: ports.prices.find(distributorId),
    retirement: ports.retirements.find(itemIdOf(request.sku)),
  };
  const quoted = quote(request, partner, offers, now);
  if (quoted.ok) ports.quotes.save(quoted.value);
  return quoted;
}
