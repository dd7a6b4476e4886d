import { itemIdOf } from '@reservoir/catalog-rules';
import { type Instant, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { PriceList } from '../domain/offers.js';
import { priceChecks } from '../domain/price-checks.js';
import { versionIsTheOneMeant } from '../domain/draft-policies.js';
import { nextVersion } from '../domain/published.js';
import { offersPolicies } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import { type CatalogPorts, type Publication, itemsOf, publish } from './publications.js';

/** Replaces a distributor's price list (CA-7). */
export function setPrices(
  command: {
    readonly body: PriceList;
    readonly actor: Actor;
    /** The version that it replaces, 0 for none; whatever there is if left out. */
    readonly replaces?: number | undefined;
  },
  ports: Pick<CatalogPorts, 'companies' | 'products' | 'modules' | 'prices' | 'versions'>,
  now: Instant,
): Result<Publication<PriceList>, Refusal> {
  const { body, actor, replaces } = command;
  const { distributorId } = body;
  const last = ports.prices.find(distributorId);
  const refusal =
    firstRefusal(offersPolicies, { actor, distributorId }, ports.companies.find(distributorId)) ??
    versionIsTheOneMeant(last, replaces, 'CA-7') ??
    refusalOf(priceChecks, body, itemsOf(ports));
  if (refusal) return err(refusal);
  const refersTo = [...body.money, ...body.points].map(({ sku }) => itemIdOf(sku));
  const published = nextVersion(distributorId, body, last, refersTo);
  const { prices: publications, versions } = ports;
  return ok(publish('prices', published, { actor, now }, { publications, versions }));
}
