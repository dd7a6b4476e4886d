import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import { type ProductModule, idsNamedBy } from '../domain/catalog-items.js';
import { moduleChecks } from '../domain/module-checks.js';
import { nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import { type CatalogPorts, type Publication, itemsOf, publish } from './publications.js';
import { retiredSince } from './retire-item.js';

/**
 * Publishes an add-on or a managed service with its rules (CA-1, CA-4, CA-9), in one step: for gateways that know no drafts.
 * Lists everything that is wrong at once.
 */
export function publishModule(
  { body, actor }: { readonly body: ProductModule; readonly actor: Actor },
  ports: Pick<CatalogPorts, 'products' | 'modules' | 'versions'>,
  now: Instant,
): Result<Publication<ProductModule>, Refusal> {
  const refusal = operatorPublishes(actor) ?? refusalOf(moduleChecks, body, itemsOf(ports));
  if (refusal) return err(refusal);
  const { modules, versions } = ports;
  const next = nextVersion(body.id, body, modules.find(body.id), Object.values(idsNamedBy(body)).flat());
  return ok(publish('modules', retiredSince(next, now), { actor, now }, { publications: modules, versions }));
}
