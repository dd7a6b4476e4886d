import type { Refusal } from '@reservoir/kernel';
import type { CompanyType } from './company.js';
import type { TransferRequest } from './transfer-request.js';

/** Every way in which a company does not move (CO-3). */
export type TransferRejected = Refusal<
  | 'role-not-allowed'
  | 'unknown-company'
  | 'unknown-transfer-request'
  | 'company-cannot-move'
  | 'company-suspended'
  | 'transfer-pending'
  | 'transfer-not-pending'
  | 'parent-unchanged'
  | 'parent-not-allowed'
  | 'partner-chain-too-long'
  | 'skus-not-sold'
>;

export const onlyTotalControlMoves = (): TransferRejected => ({
  code: 'role-not-allowed',
  rule: 'CO-7',
  detail: 'companies move, and take others in, with total control',
});

export const onlyTheMoverAsks = (): TransferRejected => ({
  code: 'role-not-allowed',
  rule: 'CO-3',
  detail: 'a transfer is requested and withdrawn by the company that moves, and by nobody else',
});

export const onlyTheNewParentAnswers = (): TransferRejected => ({
  code: 'role-not-allowed',
  rule: 'CO-3',
  detail: 'a transfer is accepted or declined by the new parent, and by nobody else',
});

/** Not there, or none of the actor's (CO-8). */
export const unknownTransferRequest = (id: string): TransferRejected => ({
  code: 'unknown-transfer-request',
  rule: 'CO-8',
  detail: `there is no transfer request ${id}`,
});

export const companyCannotMove = (type: CompanyType): TransferRejected => ({
  code: 'company-cannot-move',
  rule: 'CO-3',
  detail: `a ${type} stands at the top: partners change their distributor, customers their partner`,
});

/** CO-6: a suspended company neither moves nor takes others in. */
export const companySuspended = (id: string): TransferRejected => ({
  code: 'company-suspended',
  rule: 'CO-6',
  detail: `${id} is suspended: it neither moves nor takes others in`,
});

export const transferPending = ({ id, deadline }: TransferRequest): TransferRejected => ({
  code: 'transfer-pending',
  rule: 'CO-3',
  detail: `request ${id} is under way until ${deadline}: withdraw it first`,
  errors: [{ transferRequestId: id, deadline }],
});

/** It has come to an end, is being carried out, or its 30 days are over. */
export const transferNotPending = ({ id, state, deadline }: TransferRequest): TransferRejected => ({
  code: 'transfer-not-pending',
  rule: 'CO-3',
  detail:
    state === 'pending'
      ? `request ${id} expired at ${deadline}`
      : `request ${id} is ${state}: nothing is left to decide`,
  errors: [{ transferRequestId: id, state: state === 'pending' ? 'expired' : state }],
});

export const parentUnchanged = (): TransferRejected => ({
  code: 'parent-unchanged',
  rule: 'CO-3',
  detail: 'it is the parent already',
});

/** The new parent has come to stand below the company itself (CO-1). */
export const parentIsBelow = (): TransferRejected => ({
  code: 'parent-not-allowed',
  rule: 'CO-1',
  detail: 'the new parent stands below the company by now',
});

/** CO-3: the new parent must sell every SKU in use. */
export const skusNotSold = (distributorId: string, skus: readonly string[]): TransferRejected => ({
  code: 'skus-not-sold',
  rule: 'CO-3',
  detail: `${distributorId} does not sell ${skus.length} SKUs in use: ${skus.slice(0, 20).join(', ')}`,
  errors: skus.slice(0, 200).map((sku) => ({ sku })),
});
