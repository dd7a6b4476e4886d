import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { Product } from '../domain/catalog-items.js';
import { productChecks } from '../domain/product-checks.js';
import { nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import { productSurroundings } from './judge.js';
import { type CatalogPorts, type Publication, publish } from './publications.js';
import { retiredSince } from './retire-item.js';

/**
 * Publishes a product, or a new version of it (CA-1, CA-2), in one step: for gateways that know no drafts. Lists everything
 * that is wrong with it at once.
 */
export function publishProduct(
  { body, actor }: { readonly body: Product; readonly actor: Actor },
  ports: CatalogPorts,
  now: Instant,
): Result<Publication<Product>, Refusal> {
  const refusal =
    operatorPublishes(actor) ?? refusalOf(productChecks, body, productSurroundings(body, ports));
  if (refusal) return err(refusal);
  const { products, versions } = ports;
  const published = retiredSince(nextVersion(body.id, body, products.find(body.id)), now);
  return ok(publish('products', published, { actor, now }, { publications: products, versions }));
}
