import {
  type Decided,
  type Instant,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
} from '@reservoir/kernel';
import { withChild } from './branch.js';
import type { Company } from './company.js';
import type { Changes, CompanyCreated } from './company.events.js';
import { type CreateCompany, type Surroundings, creationPolicies } from './company-policies.js';
import { isSuspended, suspensionAfter } from './marks.js';
import { newBranch, placeBelow } from './place.js';

/** Decides whether a company may be created where it is wanted (CO-1, CO-7, CO-8, CO-10), and places it in the tree. */
export function decideCreation(
  request: CreateCompany,
  around: Surroundings,
  now: Instant,
): Result<Decided<Changes, CompanyCreated>, Refusal> {
  const refusal = firstRefusal(creationPolicies, request, around);
  if (refusal) return err(refusal);
  const company = create(request, around.above[0], now);
  return ok({
    state: { companies: [company, ...withChild(around.above, company)], requests: [] },
    events: [{ type: 'company-created', company, by: request.actor }],
  });
}

function create(
  { actor: _, ...attributes }: CreateCompany,
  parent: Company | undefined,
  now: Instant,
): Company {
  const { id, type } = attributes;
  const place = parent ? placeBelow(parent) : { ancestors: [], distributorId: id, inheritedMarks: [] };
  return {
    ...attributes,
    ...place,
    assistedByPartner: false,
    distributors: type === 'partner' ? [{ distributorId: place.distributorId, since: now }] : [],
    marks: [],
    suspension: suspensionAfter(null, isSuspended({ marks: [], ...place }), now),
    version: 1,
    branch: newBranch(parent, now),
  };
}
