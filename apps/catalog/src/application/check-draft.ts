import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import { type Draft, type DraftOf, draftIdOf } from '../domain/draft.js';
import { basisIsStillThere, isOpen, noDraft } from '../domain/draft-policies.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { judge } from './judge.js';
import { type CatalogPorts, publicationsOf } from './publications.js';

/**
 * Judges a draft anew, by the catalog as it is now: everything that is wrong with it at once, and what it leaves behind
 * (CA-1, CA-4). Refused when there is none, or when another version was published since it was made.
 */
export function checkDraft(
  command: DraftOf & { readonly actor: Actor },
  ports: CatalogPorts,
  now: Instant,
): Result<Draft, Refusal> {
  const { kind, id, actor } = command;
  const draft = ports.drafts.find(draftIdOf(command));
  const refusal = operatorPublishes(actor);
  if (refusal) return err(refusal);
  if (!isOpen(draft)) return err(noDraft(kind, id));
  const stale = basisIsStillThere(draft, publicationsOf(ports, kind).find(id));
  if (stale) return err(stale);
  const checked: Draft = {
    ...draft,
    ...judge(command, draft.body, ports),
    version: draft.version + 1,
    checkedAt: now,
  };
  ports.drafts.save(checked);
  return ok(checked);
}
