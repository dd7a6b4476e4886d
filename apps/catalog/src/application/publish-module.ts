import { type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { ProductModule } from '../domain/catalog-items.js';
import { moduleChecks } from '../domain/module-checks.js';
import { type Published, nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { refusalOf } from '../domain/violations.js';
import { type Modules, type Products, itemsOf } from './publications.js';

/** Publishes an add-on or a managed service with its rules (CA-1, CA-4, CA-9); lists everything that is wrong at once. */
export function publishModule(
  { body, actor }: { readonly body: ProductModule; readonly actor: Actor },
  { products, modules }: { readonly products: Products; readonly modules: Modules },
): Result<Published<ProductModule>, Refusal> {
  const refusal = operatorPublishes(actor) ?? refusalOf(moduleChecks, body, itemsOf(products, modules));
  if (refusal) return err(refusal);
  const published = nextVersion(body.id, body, modules.find(body.id));
  modules.save(published);
  return ok(published);
}
