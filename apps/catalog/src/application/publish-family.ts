import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { Family } from '../domain/catalog-items.js';
import { nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { type Families, type Publication, type Versions, publish } from './publications.js';

/** Publishes a family, or a new version of it (CA-1), in one step: for gateways that know no drafts. */
export function publishFamily(
  { body, actor }: { readonly body: Family; readonly actor: Actor },
  { families, versions }: { readonly families: Families; readonly versions: Versions },
  now: Instant,
): Result<Publication<Family>, Refusal> {
  const refusal = operatorPublishes(actor);
  if (refusal) return err(refusal);
  const published = nextVersion(body.id, body, families.find(body.id));
  return ok(publish('families', published, { actor, now }, { publications: families, versions }));
}
