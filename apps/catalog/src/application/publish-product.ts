import { type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { Product } from '../domain/catalog-items.js';
import { productChecks } from '../domain/product-checks.js';
import { type Published, nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import type { Families, Modules, Products } from './publications.js';

/** Publishes a product, or a new version of it (CA-1, CA-2); lists everything that is wrong with it at once. */
export function publishProduct(
  { body, actor }: { readonly body: Product; readonly actor: Actor },
  ports: { readonly families: Families; readonly products: Products; readonly modules: Modules },
): Result<Published<Product>, Refusal> {
  const refusal =
    operatorPublishes(actor) ??
    refusalOf(productChecks, body, {
      familyExists: ports.families.find(body.familyId) !== undefined,
      moduleHasId: ports.modules.find(body.id) !== undefined,
    });
  if (refusal) return err(refusal);
  const published = nextVersion(body.id, body, ports.products.find(body.id));
  ports.products.save(published);
  return ok(published);
}
