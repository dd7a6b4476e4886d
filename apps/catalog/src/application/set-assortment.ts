import { type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import { assortmentChecks } from '../domain/assortment-checks.js';
import type { Assortment } from '../domain/offers.js';
import { type Published, nextVersion } from '../domain/published.js';
import { offersPolicies } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import { type Assortments, type Companies, type Modules, type Products, itemsOf } from './publications.js';

/** Says what a distributor sells (CA-6), in place of what it sold before. */
export function setAssortment(
  { body, actor }: { readonly body: Assortment; readonly actor: Actor },
  ports: {
    readonly companies: Companies;
    readonly products: Products;
    readonly modules: Modules;
    readonly assortments: Assortments;
  },
): Result<Published<Assortment>, Refusal> {
  const { distributorId } = body;
  const refusal =
    firstRefusal(offersPolicies, { actor, distributorId }, ports.companies.find(distributorId)) ??
    refusalOf(assortmentChecks, body, itemsOf(ports.products, ports.modules));
  if (refusal) return err(refusal);
  const published = nextVersion(distributorId, body, ports.assortments.find(distributorId));
  ports.assortments.save(published);
  return ok(published);
}
