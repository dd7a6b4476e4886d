import { type Decided, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import type { Company, CompanyCreated } from './company.js';
import { type CreateCompany, type Surroundings, creationPolicies } from './company-policies.js';

/** Decides whether a company may be created where it is wanted (CO-1, CO-7, CO-8, CO-10), and places it in the tree. */
export function decideCreation(
  request: CreateCompany,
  around: Surroundings,
): Result<Decided<Company, CompanyCreated>, Refusal> {
  const refusal = firstRefusal(creationPolicies, request, around);
  if (refusal) return err(refusal);
  const company = place(request, around.parent);
  return ok({ state: company, events: [{ type: 'company-created', company }] });
}

function place({ actor: _, ...attributes }: CreateCompany, parent: Company | undefined): Company {
  return {
    ...attributes,
    ancestors: parent ? [...parent.ancestors, parent.id] : [],
    distributorId: parent?.distributorId ?? attributes.id,
    version: 1,
  };
}
