import { companyId, companySchema, time } from '@reservoir/messages';
import { z } from 'zod';
import { type Caller, isOperator } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';

type Company = ReadModels['companies'];

/** A distributor, partner or customer. */
export const companyView = z
  .object({
    id: companyId,
    type: z.enum(['distributor', 'partner', 'customer']),
    name: z.string(),
    parentId: companyId.nullable(),
    distributorId: companyId.describe('The distributor at the top; its own id for a distributor'),
    tier: z.string().nullable().describe('The price level of a partner'),
    pointsProgramme: z.boolean().describe('Signed up to the MSSP points programme (PT-9); partners only'),
    vendorAccount: companySchema.shape.vendorAccount
      .unwrap()
      .describe("Where a partner's account with the vendor comes from (PT-9)"),
    assistedByPartner: z.boolean().describe('The customer lets its partner manage its security (CO-2)'),
    suspended: z.boolean().describe('A mark holds: its own, or a recursive one of a company above (CO-6)'),
    suspendedSince: time.nullable(),
    marks: z
      .array(
        z.object({
          by: companyId.nullable().describe('Null for the operator'),
          recursive: z.boolean(),
          reason: z.string().nullable(),
          at: time,
        }),
      )
      .describe(
        "Its own marks that were set by the caller's company or one below that; the operator sees all",
      ),
    version: z.int(),
  })
  .meta({ id: 'Company' });
export type CompanyView = z.input<typeof companyView>;

/** A company as somebody may see it: what those above the caller have done is not shown (CO-8). */
export function viewOfCompany(company: Company, caller: Caller): CompanyView {
  const { ancestors: _, inheritedMarks: _above, distributors: _before, suspension, ...shown } = company;
  return {
    ...shown,
    suspendedSince: suspension?.to === null ? suspension.from : null,
    marks: company.marks.filter(({ by }) => isOperator(caller) || standsIn(by, company, caller)),
  };
}

/** Whether a company above another is the caller's own, or below that. */
function standsIn(by: string | null, { ancestors }: Company, { company }: Caller): boolean {
  const own = company === null ? -1 : ancestors.indexOf(company.id);
  return by !== null && own >= 0 && ancestors.indexOf(by) >= own;
}
