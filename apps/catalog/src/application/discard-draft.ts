import { type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import { type Draft, type DraftOf, closed, draftIdOf } from '../domain/draft.js';
import { isOpen, noDraft, revisionIsTheOneMeant } from '../domain/draft-policies.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import type { Drafts } from './publications.js';

/** Throws a draft away; refused when it is another one by now. */
export function discardDraft(
  command: DraftOf & { readonly revision: number; readonly actor: Actor },
  { drafts }: { readonly drafts: Drafts },
): Result<Draft, Refusal> {
  const { kind, id, revision, actor } = command;
  const draft = drafts.find(draftIdOf(command));
  const refusal = operatorPublishes(actor) ?? revisionIsTheOneMeant(draft, revision);
  if (refusal) return err(refusal);
  if (!isOpen(draft)) return err(noDraft(kind, id));
  const discarded = closed(draft);
  drafts.save(discarded);
  return ok(discarded);
}
