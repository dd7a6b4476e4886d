import {
  type Decided,
  type Instant,
  type Policy,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
} from '@reservoir/kernel';
import { type Actor, isOperator } from './actor.js';
import { type LinePolicy, companyIsInTheActorsSubtree, companyOf } from './change-policies.js';
import type { Company, Line } from './company.js';
import type { Changes, CompanyChanged } from './company.events.js';
import { markNotAllowed, noSuchMark, roleNotAllowed } from './company.rejections.js';
import { markOf, withMark, withoutMark } from './marks.js';
import { changed } from './place.js';

/** Lift the own mark from a company. */
export interface ReactivateCompany {
  readonly id: string;
  readonly actor: Actor;
}

/** Set the own mark on a company, or replace it. */
export interface SuspendCompany extends ReactivateCompany {
  readonly recursive: boolean;
  readonly reason: string | null;
}

type MarkPolicy = LinePolicy<ReactivateCompany>;

// CO-7
export const actorHasTotalControl: MarkPolicy = ({ actor }) =>
  isOperator(actor) || (actor.companyId !== null && actor.role === 'total-control')
    ? undefined
    : roleNotAllowed('CO-7', 'companies are suspended and reactivated with total control');

// CO-6: each company above, and the operator.
export const actorStandsAbove: MarkPolicy = ({ actor, id }) =>
  actor.companyId === id ? markNotAllowed('a company is marked by those above it, not by itself') : undefined;

// CO-6: each lifts its own mark only.
export const actorHasSetAMark: MarkPolicy = ({ actor, id }, line) =>
  markOf(companyOf(line).marks, actor.companyId) ? undefined : noSuchMark(id);

/** In the order in which they are asked. */
export const suspensionPolicies = [
  actorHasTotalControl,
  companyIsInTheActorsSubtree,
  actorStandsAbove,
] as const satisfies readonly Policy<[ReactivateCompany, Line]>[];

/** In the order in which they are asked. */
export const reactivationPolicies = [
  ...suspensionPolicies,
  actorHasSetAMark,
] as const satisfies readonly Policy<[ReactivateCompany, Line]>[];

type Outcome = Result<Decided<Changes, CompanyChanged>, Refusal>;

/** Decides whether somebody may set a mark (CO-6). The same mark again changes nothing; another one replaces it. */
export function decideSuspension(request: SuspendCompany, line: Line, now: Instant): Outcome {
  const refusal = firstRefusal(suspensionPolicies, request, line);
  if (refusal) return err(refusal);
  const before = companyOf(line);
  const { actor, recursive, reason } = request;
  const known = markOf(before.marks, actor.companyId);
  if (known?.recursive === recursive && known.reason === reason)
    return ok({ state: { companies: [before], requests: [] }, events: [] });
  const marks = withMark(before.marks, { by: actor.companyId, recursive, reason, at: now });
  return told(changed(before, { marks }, now), 'suspended', actor, now);
}

/** Decides whether somebody may lift a mark (CO-6): its own one only, and all others stay. */
export function decideReactivation(request: ReactivateCompany, line: Line, now: Instant): Outcome {
  const refusal = firstRefusal(reactivationPolicies, request, line);
  if (refusal) return err(refusal);
  const before = companyOf(line);
  const marks = withoutMark(before.marks, request.actor.companyId);
  return told(changed(before, { marks }, now), 'reactivated', request.actor, now);
}

const told = (company: Company, kind: 'suspended' | 'reactivated', by: Actor, at: Instant): Outcome =>
  ok({
    state: { companies: [company], requests: [] },
    events: [{ type: 'company-changed', company, change: { kind, at, by } }],
  });
