import { type Instant, type Refusal, type Result, err, ok } from '@reservoir/kernel';
import type { Actor } from '../domain/actor.js';
import type { BodyOf } from '../domain/catalog-items.js';
import { isSoldStill, noSuchItem, versionIsTheOneMeant } from '../domain/draft-policies.js';
import { type Published, nextVersion } from '../domain/published.js';
import { operatorPublishes } from '../domain/publishing-policies.js';
import { type CatalogPorts, type Publication, type Publications, publish } from './publications.js';

/** Sell this no longer. */
export interface RetireItem {
  readonly kind: 'products' | 'modules';
  readonly id: string;
  /** The version that is retired; whatever there is if left out. */
  readonly version?: number | undefined;
  readonly actor: Actor;
}

type Retirable = BodyOf['products'] | BodyOf['modules'];

/**
 * Retires a product or module, for good (CA-8): it is not sold from now on; stock of it may still be assigned, its contracts
 * and their recovery go on. It is a version like any other.
 */
export function retireItem(
  command: RetireItem,
  ports: Pick<CatalogPorts, 'products' | 'modules' | 'versions'>,
  now: Instant,
): Result<Publication<Retirable>, Refusal> {
  const { kind, id, version, actor } = command;
  const publications = ports[kind] as Publications<Retirable>;
  const last = publications.find(id);
  const notAllowed = operatorPublishes(actor);
  if (notAllowed) return err(notAllowed);
  if (!last) return err(noSuchItem(kind, id));
  const refusal = isSoldStill(last) ?? versionIsTheOneMeant(last, version, 'CA-8');
  if (refusal) return err(refusal);
  const next = nextVersion<Retirable>(id, { ...last.body, retired: true }, last, last.refersTo);
  const { versions } = ports;
  return ok(publish(kind, retiredSince(next, now), { actor, now }, { publications, versions }));
}

/** Notes since when something is retired, if its body says that it is (CA-8). */
export const retiredSince = <Body extends Retirable>(
  published: Published<Body>,
  now: Instant,
): Published<Body> =>
  published.body.retired && published.retiredAt === undefined ? { ...published, retiredAt: now } : published;
