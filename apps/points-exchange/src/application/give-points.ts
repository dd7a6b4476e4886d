import {
  type Decided,
  type Instant,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
} from '@reservoir/kernel';
import { type Given, adjustDown, adjustUp, promote } from '../domain/adjustment.js';
import type { Posted } from '../domain/ledger.js';
import { type PartnerRequest, operatorPolicies, partnerIsEligible } from '../domain/partner-policies.js';
import type { PointsEvent } from '../domain/points.events.js';
import { accountOf, keep } from './keep.js';
import type { Companies, LedgerPorts } from './ports.js';
import { settleExpired } from './settle-expired.js';

/** What the operator gives or, when negative, takes (CO-10). */
export type GivePoints = PartnerRequest & Omit<Given, 'by'>;

/** What became of it, and what happened to the partner's points, even if it was refused. */
export interface GivingOutcome {
  readonly result: Result<Posted, Refusal>;
  readonly events: readonly PointsEvent[];
}

type GivingPorts = LedgerPorts & { readonly companies: Companies };

/** Grants points by promotion to a partner of the programme (PT-9, CO-10). */
export function grantByPromotion(request: GivePoints, ports: GivingPorts, now: Instant): GivingOutcome {
  const company = ports.companies.find(request.partnerId);
  const refusal = firstRefusal(operatorPolicies, request, company) ?? partnerIsEligible(request, company);
  if (refusal) return { result: err(refusal), events: [] };
  const expired = settleExpired(request.partnerId, ports);
  const account = accountOf(request.partnerId, ports);
  return outcomeOf(promote(account, { ...request, by: request.actor.userId }, now), expired, ports);
}

/** Adds points to a partner's, or takes some away, with a reason (CO-10): also of one that has left the programme. */
export async function adjustPoints(
  request: GivePoints,
  ports: GivingPorts,
  now: Instant,
): Promise<GivingOutcome> {
  const refusal = firstRefusal(operatorPolicies, request, ports.companies.find(request.partnerId));
  if (refusal) return { result: err(refusal), events: [] };
  const { partnerId, points } = request;
  const expired = settleExpired(partnerId, ports);
  const account = accountOf(partnerId, ports);
  const given = { ...request, by: request.actor.userId, points: Math.abs(points) };
  const decided =
    points > 0
      ? adjustUp(account, given, now)
      : adjustDown({ account, lots: await ports.lots.inBurnOrder(partnerId, given.points) }, given, now);
  return outcomeOf(decided, expired, ports);
}

function outcomeOf(
  decided: Result<Decided<Posted, PointsEvent>, Refusal>,
  expired: readonly PointsEvent[],
  ports: GivingPorts,
): GivingOutcome {
  if (!decided.ok) return { result: decided, events: expired };
  const { state, events } = decided.value;
  keep(state, ports);
  return { result: ok(state), events: [...expired, ...events] };
}
