import { itemIdOf } from '@reservoir/catalog-rules';
import { type Instant, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import { assortmentChecks } from '../domain/assortment-checks.js';
import type { Assortment } from '../domain/offers.js';
import { versionIsTheOneMeant } from '../domain/draft-policies.js';
import { nextVersion } from '../domain/published.js';
import { offersPolicies } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import { type CatalogPorts, type Publication, itemsOf, publish } from './publications.js';

/** Says what a distributor sells (CA-6), in place of what it sold before. */
export function setAssortment(
  command: {
    readonly body: Assortment;
    readonly actor: Actor;
    /** The version that it replaces, 0 for none; whatever there is if left out. */
    readonly replaces?: number | undefined;
  },
  ports: Pick<CatalogPorts, 'companies' | 'products' | 'modules' | 'assortments' | 'versions'>,
  now: Instant,
): Result<Publication<Assortment>, Refusal> {
  const { body, actor, replaces } = command;
  const { distributorId } = body;
  const last = ports.assortments.find(distributorId);
  const refusal =
    firstRefusal(offersPolicies, { actor, distributorId }, ports.companies.find(distributorId)) ??
    versionIsTheOneMeant(last, replaces, 'CA-6') ??
    refusalOf(assortmentChecks, body, itemsOf(ports));
  if (refusal) return err(refusal);
  const refersTo = body.offers.map(({ sku }) => itemIdOf(sku));
  const published = nextVersion(distributorId, body, last, refersTo);
  const { assortments: publications, versions } = ports;
  return ok(publish('assortments', published, { actor, now }, { publications, versions }));
}
