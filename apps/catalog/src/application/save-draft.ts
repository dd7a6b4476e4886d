import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { DraftBodyOf, ItemKind } from '../domain/catalog-items.js';
import { type Draft, type DraftOf, draftIdOf } from '../domain/draft.js';
import { revisionIsTheOneMeant } from '../domain/draft-policies.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { judge } from './judge.js';
import { type CatalogPorts, publicationsOf } from './publications.js';

/** Keep this as what is to be published. */
export interface SaveDraft extends DraftOf {
  readonly body: DraftBodyOf[ItemKind];
  /** The revision that it replaces, 0 for the first; whatever there is if left out. */
  readonly revision?: number | undefined;
  readonly actor: Actor;
}

/** Keeps a draft, made on the version that is published now, and judges it; it may be kept with everything wrong (CA-1). */
export function saveDraft(command: SaveDraft, ports: CatalogPorts, now: Instant): Result<Draft, Refusal> {
  const { kind, id: itemId, body, revision, actor } = command;
  const id = draftIdOf(command);
  const last = ports.drafts.find(id);
  const refusal = operatorPublishes(actor) ?? revisionIsTheOneMeant(last, revision);
  if (refusal) return err(refusal);
  const draft: Draft = {
    id,
    version: (last?.version ?? 0) + 1,
    kind,
    itemId,
    basedOn: publicationsOf(ports, kind).find(itemId)?.version ?? 0,
    body,
    ...judge(command, body, ports),
    savedAt: now,
    savedBy: actor.userId,
    checkedAt: now,
  };
  ports.drafts.save(draft);
  return ok(draft);
}
