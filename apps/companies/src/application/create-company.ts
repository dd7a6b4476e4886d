import type { Instant } from '@reservoir/kernel';
import type { CreateCompany } from '../domain/company-policies.js';
import { decideCreation } from '../domain/create-company.js';
import { type Companies, lineOf } from './companies.js';

/** Creates a company under its parent (CO-1), or says why not. */
export function createCompany(
  request: CreateCompany,
  { companies }: { readonly companies: Companies },
  now: Instant,
): ReturnType<typeof decideCreation> {
  const decided = decideCreation(
    request,
    { above: lineOf(companies, request.parentId), existing: companies.find(request.id) },
    now,
  );
  if (decided.ok) decided.value.state.companies.forEach((company) => companies.save(company));
  return decided;
}
