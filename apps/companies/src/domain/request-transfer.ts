import { type Decided, type Refusal, type Result, err, firstRefusal, ok } from '@reservoir/kernel';
import { companyOf } from './change-policies.js';
import type { Changes, TransferRequestChanged } from './company.events.js';
import { type RequestSurroundings, type RequestTransfer, requestPolicies } from './transfer-policies.js';
import { type TransferRequest, deadlineOf, ended } from './transfer-request.js';

/** Decides whether a company may ask to move to another parent (CO-3); an older request that is over is ended with it. */
export function decideRequest(
  asked: RequestTransfer,
  around: RequestSurroundings,
): Result<Decided<Changes, TransferRequestChanged>, Refusal> {
  const refusal = firstRefusal(requestPolicies, asked, around);
  if (refusal) return err(refusal);
  const { line, open, now } = around;
  const company = companyOf(line);
  const overdue = open?.state === 'pending' ? [ended(open, 'expired', now)] : [];
  const request = requestOf(asked, around);
  return ok({
    state: {
      companies: [{ ...company, branch: { ...company.branch, transferId: request.id } }],
      requests: [...overdue, request],
    },
    events: [
      ...overdue.map((one) => ({ type: 'transfer-request-changed' as const, request: one, by: null })),
      { type: 'transfer-request-changed', request, by: asked.actor },
    ],
  });
}

function requestOf(asked: RequestTransfer, { line, now }: RequestSurroundings): TransferRequest {
  const { id, name, type, parentId } = companyOf(line);
  if (type === 'distributor' || parentId === null)
    throw new Error(`${id} passed the policies: it cannot move`);
  return {
    id: asked.id,
    companyId: id,
    companyType: type,
    companyName: name,
    fromId: parentId,
    toId: asked.toId,
    state: 'pending',
    inUse: asked.inUse,
    requestedAt: now,
    deadline: deadlineOf(now),
    endedAt: null,
    acceptance: null,
    version: 1,
  };
}
