import { type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { Family } from '../domain/catalog-items.js';
import { type Published, nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import type { Families } from './publications.js';

/** Publishes a family, or a new version of it (CA-1). */
export function publishFamily(
  { body, actor }: { readonly body: Family; readonly actor: Actor },
  { families }: { readonly families: Families },
): Result<Published<Family>, Refusal> {
  const refusal = operatorPublishes(actor);
  if (refusal) return err(refusal);
  const published = nextVersion(body.id, body, families.find(body.id));
  families.save(published);
  return ok(published);
}
