import { companyId } from '@reservoir/messages';
import { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';

/** A distributor, partner or customer. */
export const companyView = z
  .object({
    id: companyId,
    type: z.enum(['distributor', 'partner', 'customer']),
    name: z.string(),
    parentId: companyId.nullable(),
    distributorId: companyId.describe('The distributor at the top; its own id for a distributor'),
    tier: z.string().nullable().describe('The price level of a partner'),
    pointsProgramme: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Company' });
export type CompanyView = z.input<typeof companyView>;

export const viewOfCompany = ({ ancestors: _, ...company }: ReadModels['companies']): CompanyView => company;
