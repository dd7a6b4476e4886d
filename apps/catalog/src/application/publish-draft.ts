import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import { type BodyOf, type ItemKind, type ProductModule, idsNamedBy } from '../domain/catalog-items.js';
import { type Draft, type DraftOf, type OpenDraft, closed, draftIdOf } from '../domain/draft.js';
import { basisIsStillThere, isOpen, noDraft, revisionIsTheOneMeant } from '../domain/draft-policies.js';
import { nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { invalid } from '../domain/violations.js';
import { judge, publishedBody } from './judge.js';
import { type CatalogPorts, type Publication, publicationsOf, publish } from './publications.js';

/** Publish this revision of a draft. */
export interface PublishDraft extends DraftOf {
  readonly revision: number;
  readonly actor: Actor;
}

/** What a publication leaves: the new version, and the draft with nothing in it. */
export interface PublishedDraft {
  readonly publication: Publication<BodyOf[ItemKind]>;
  readonly draft: Draft;
}

/**
 * Publishes a revision of a draft as the next version (CA-1), which never changes. It is judged once more: refused with
 * everything that is wrong, and when the draft, or the version that it was made on, is another by now.
 */
export function publishDraft(
  command: PublishDraft,
  ports: CatalogPorts,
  now: Instant,
): Result<PublishedDraft, Refusal> {
  const { kind, id, revision, actor } = command;
  const draft = ports.drafts.find(draftIdOf(command));
  const last = publicationsOf(ports, kind).find(id);
  const refusal = operatorPublishes(actor) ?? revisionIsTheOneMeant(draft, revision);
  if (refusal) return err(refusal);
  if (!isOpen(draft)) return err(noDraft(kind, id));
  const wrong = basisIsStillThere(draft, last) ?? invalid(judge(command, draft.body, ports).violations);
  if (wrong) return err(wrong);
  return ok(publishOpen(command, draft, ports, now));
}

function publishOpen(
  command: PublishDraft,
  draft: OpenDraft,
  ports: CatalogPorts,
  now: Instant,
): PublishedDraft {
  const { kind, id, actor } = command;
  const publications = publicationsOf(ports, kind);
  const body = publishedBody(command, draft.body, ports);
  const refersTo = kind === 'modules' ? Object.values(idsNamedBy(body as ProductModule)).flat() : undefined;
  const next = nextVersion(id, body, publications.find(id), refersTo);
  const done = closed(draft);
  ports.drafts.save(done);
  const { versions } = ports;
  return { publication: publish(kind, next, { actor, now }, { publications, versions }), draft: done };
}
