import {
  type Decided,
  type Instant,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
} from '@reservoir/kernel';
import type { Company, Line } from './company.js';
import type { Changes, CompanyChanged } from './company.events.js';
import { type ChangeCompany, type CompanyChanges, changePolicies, companyOf } from './change-policies.js';
import { changed } from './place.js';

/**
 * Decides whether somebody may change what is named of a company (CO-1, CO-2, CO-7, CO-8, PT-9). What is as asked already
 * stays as it is, and nothing is told.
 * @param line the company and all above it; empty when there is none
 */
export function decideChange(
  request: ChangeCompany,
  line: Line,
  now: Instant,
): Result<Decided<Changes, CompanyChanged>, Refusal> {
  const refusal = firstRefusal(changePolicies, request, line);
  if (refusal) return err(refusal);
  const before = companyOf(line);
  const differing = differencesOf(request.changes, before);
  if (Object.keys(differing).length === 0)
    return ok({ state: { companies: [before], requests: [] }, events: [] });
  const company = changed(before, differing, now);
  return ok({
    state: { companies: [company], requests: [] },
    events: [{ type: 'company-changed', company, change: { kind: 'details', at: now, by: request.actor } }],
  });
}

const differencesOf = (changes: CompanyChanges, before: Company): Partial<Company> =>
  Object.fromEntries(
    Object.entries(changes).filter(
      ([name, value]) => value !== undefined && before[name as keyof CompanyChanges] !== value,
    ),
  );
