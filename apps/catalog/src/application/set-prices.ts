import { type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { PriceList } from '../domain/offers.js';
import { priceChecks } from '../domain/price-checks.js';
import { type Published, nextVersion } from '../domain/published.js';
import { offersPolicies } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import { type Companies, type Modules, type PriceLists, type Products, itemsOf } from './publications.js';

/** Replaces a distributor's price list (CA-7). */
export function setPrices(
  { body, actor }: { readonly body: PriceList; readonly actor: Actor },
  ports: {
    readonly companies: Companies;
    readonly products: Products;
    readonly modules: Modules;
    readonly prices: PriceLists;
  },
): Result<Published<PriceList>, Refusal> {
  const { distributorId } = body;
  const refusal =
    firstRefusal(offersPolicies, { actor, distributorId }, ports.companies.find(distributorId)) ??
    refusalOf(priceChecks, body, itemsOf(ports.products, ports.modules));
  if (refusal) return err(refusal);
  const published = nextVersion(distributorId, body, ports.prices.find(distributorId));
  ports.prices.save(published);
  return ok(published);
}
