import type { Decided, Refusal, Result } from '@reservoir/kernel';
import type { Company, CompanyCreated } from '../domain/company.js';
import type { CreateCompany } from '../domain/company-policies.js';
import { decideCreation } from '../domain/create-company.js';
import type { Companies } from './companies.js';

/** Creates a company under its parent (CO-1), or says why not. */
export function createCompany(
  request: CreateCompany,
  { companies }: { readonly companies: Companies },
): Result<Decided<Company, CompanyCreated>, Refusal> {
  const decided = decideCreation(request, {
    parent: request.parentId === null ? undefined : companies.find(request.parentId),
    existing: companies.find(request.id),
  });
  if (decided.ok) companies.save(decided.value.state);
  return decided;
}
