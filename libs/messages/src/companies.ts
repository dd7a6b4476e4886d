import { z } from 'zod';
import { actor, companyId, version } from './common.js';
import { defineMessage } from './define.js';

/** A partner's price level, set by its distributor. */
export const tier = z
  .string()
  .max(32)
  .regex(/^[A-Z][A-Z0-9-]*$/);

const attributes = {
  id: companyId,
  type: z.enum(['distributor', 'partner', 'customer']),
  name: z.string().trim().min(1).max(200),
  parentId: companyId.nullable(),
  tier: tier.nullable(),
  /** Signed up to the MSSP points programme (PT-9); partners only. */
  pointsProgramme: z.boolean(),
};

/** The whole current state of a company (CO-1). */
export const companySchema = z.object({
  ...attributes,
  /** Ids of the companies above, the top first; empty for a distributor. */
  ancestors: z.array(companyId).max(4),
  /** The distributor at the top (CO-1); its own id for a distributor. */
  distributorId: companyId,
  version,
});

/** Creates a company under its parent. */
export const createCompany = defineMessage({
  type: 'reservoir.companies.create-company.v1',
  topic: 'companies.commands.v1',
  summary: 'Create a company under its parent',
  keyOf: (data) => data.id,
  schema: z.object({ ...attributes, actor }),
});

/** A company was created. */
export const companyCreated = defineMessage({
  type: 'reservoir.companies.company-created.v1',
  topic: 'companies.events.v1',
  summary: 'A company was created',
  keyOf: (data) => data.id,
  schema: companySchema,
});

export type CompanyFact = z.output<typeof companySchema>;
