import { companyId, skusInUse, time } from '@reservoir/messages';
import { z } from 'zod';
import { type Caller, type Place, isOperator, sees } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';

type TransferRequest = ReadModels['transfer-requests'];

/** A company asks to move to another parent. */
export const transferRequestView = z
  .object({
    id: z.string(),
    companyId: companyId.describe('Who wants to move, as it says itself'),
    companyName: z.string(),
    companyType: z.enum(['partner', 'customer']),
    fromId: companyId.nullable().describe('The parent when it asked; not told to the new parent'),
    toId: companyId.nullable().describe('The new parent; not told to the old one'),
    state: z.string().describe('pending, moving, accepted, declined, withdrawn or expired'),
    inUse: skusInUse
      .nullable()
      .describe('Licences in live contracts by SKU, when it asked; for the mover and the new parent'),
    requestedAt: time,
    expiresAt: time,
    endedAt: time.nullable(),
    version: z.int(),
  })
  .meta({ id: 'TransferRequest' });
export type TransferRequestView = z.input<typeof transferRequestView>;

/** The companies of a request, as far as they are known. */
export interface Parties {
  readonly mover: Place | undefined;
  readonly from: Place | undefined;
  readonly to: Place | undefined;
}

/** Whether somebody takes part in a request: as the mover, its old parent or its new one, or above one of them. */
export const isParty = (caller: Caller, { mover, from, to }: Parties): boolean =>
  [mover, from, to].some((company) => company !== undefined && sees(caller, company));

/**
 * A request as one of its parties may see it (CO-3): the mover all of it, the old parent not where it goes, the new parent
 * not where it comes from. What is in use is for the new parent and the mover.
 */
export function viewOfTransferRequest(
  request: TransferRequest,
  caller: Caller,
  { from, to }: Parties,
): TransferRequestView {
  const { parties: _, deadline: expiresAt, companyType, ...shown } = request;
  const isMover = isOperator(caller) || caller.company?.id === request.companyId;
  const asFrom = from !== undefined && sees(caller, from);
  const asTo = to !== undefined && sees(caller, to);
  return {
    ...shown,
    companyType,
    fromId: isMover || asFrom ? request.fromId : null,
    toId: isMover || asTo ? request.toId : null,
    inUse: isMover || asTo ? request.inUse : null,
    expiresAt,
  };
}
