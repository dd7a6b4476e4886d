import {
  type Decided,
  type Instant,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
} from '@reservoir/kernel';
import type { Actor } from './actor.js';
import { type Answer, type AnswerSurroundings, answerPolicies } from './answer-policies.js';
import { companyOf } from './change-policies.js';
import type { Company, Line } from './company.js';
import type { Changes, CompaniesEvent } from './company.events.js';
import { moved } from './move.js';
import { type Assortment, movePolicies } from './transfer-policies.js';
import { type SkuInUse, type TransferRequest, ended, moving, returned } from './transfer-request.js';

/** The new parent takes the mover in. */
export interface AcceptTransfer extends Answer {
  /** As it is now. */
  readonly inUse: readonly SkuInUse[];
  readonly operationId: string | null;
}

/** What an acceptance is judged by. */
export interface AcceptanceSurroundings extends AnswerSurroundings {
  /** The company that moves, and all above it. */
  readonly line: Line;
  /** What the new distributor sells; undefined when it sells nothing. */
  readonly assortment: Assortment | undefined;
}

type Outcome = Result<Decided<Changes, CompaniesEvent>, Refusal>;

/**
 * Decides whether the new parent may take the mover in (CO-3). A partner moves at once (CO-4); a customer when contracts
 * says that nothing of it is left under its old partner (CO-5).
 */
export function decideAcceptance(accept: AcceptTransfer, around: AcceptanceSurroundings): Outcome {
  const { request, line, speaking: to, now } = around;
  const refusal =
    firstRefusal(answerPolicies, accept, around) ?? firstRefusal(movePolicies, accept, { ...around, to });
  if (refusal) return err(refusal);
  if (!request) throw new Error(`an unknown request ${accept.transferId} passed the policies`);
  const { actor: by, operationId } = accept;
  if (companyOf(line).type === 'partner') return ok(movedFor(request, line, to, by, now));
  const locking = moving(request, { by, operationId });
  return ok({
    state: { companies: [], requests: [locking] },
    events: [
      { type: 'transfer-request-changed', request: locking, by },
      { type: 'client-lock-wanted', request: locking, companyVersion: companyOf(line).version },
    ],
  });
}

/** Ends a request: declined by the new parent, or withdrawn by the mover (CO-3). */
export function decideEnd(
  answer: Answer,
  around: AnswerSurroundings & { readonly company: Company | undefined },
): Outcome {
  const refusal = firstRefusal(answerPolicies, answer, around);
  if (refusal) return err(refusal);
  const { request, company, now } = around;
  if (!request || !company) throw new Error(`an unknown request ${answer.transferId} passed the policies`);
  const state = answer.speaker === 'mover' ? 'withdrawn' : 'declined';
  return ok(endedAs(ended(request, state, now), company, answer.actor));
}

/** CO-3: 30 days are over; nothing happens when it is decided otherwise by now. */
export function decideExpiry(
  {
    request,
    company,
    now,
  }: {
    readonly request: TransferRequest | undefined;
    readonly company: Company | undefined;
    readonly now: Instant;
  },
  deadline: Instant,
): Decided<Changes, CompaniesEvent> {
  if (!company || request?.state !== 'pending' || request.deadline !== deadline || now < deadline)
    return { state: { companies: [], requests: [] }, events: [] };
  return endedAs(ended(request, 'expired', now), company, null);
}

/**
 * What contracts answered to the lock (CO-5): the customer moves, whatever has changed since, or its request is pending
 * again. Nothing happens when the request is not moving: an answer that came twice.
 * @param locked whether contracts begins nothing more for the client
 */
export function decideLockAnswer(
  locked: boolean,
  around: {
    readonly request: TransferRequest | undefined;
    readonly line: Line;
    readonly to: Line;
    readonly now: Instant;
  },
): Decided<Changes, CompaniesEvent> {
  const { request, line, to, now } = around;
  if (request?.state !== 'moving') return { state: { companies: [], requests: [] }, events: [] };
  const by = request.acceptance?.by ?? null;
  if (locked) return movedFor(request, line, to, by, now);
  const pending = returned(request);
  return {
    state: { companies: [], requests: [pending] },
    events: [{ type: 'transfer-request-changed', request: pending, by: null }],
  };
}

function movedFor(
  request: TransferRequest,
  line: Line,
  to: Line,
  by: Actor | null,
  now: Instant,
): Decided<Changes, CompaniesEvent> {
  const { company, counted } = moved(line, to, now);
  const accepted = ended(request, 'accepted', now);
  return {
    state: { companies: [...counted, company], requests: [accepted] },
    events: [
      { type: 'company-changed', company, change: { kind: 'moved', at: now, by } },
      { type: 'transfer-request-changed', request: accepted, by },
    ],
  };
}

const endedAs = (
  request: TransferRequest,
  company: Company,
  by: Actor | null,
): Decided<Changes, CompaniesEvent> => ({
  state: {
    companies: [{ ...company, branch: { ...company.branch, transferId: null } }],
    requests: [request],
  },
  events: [{ type: 'transfer-request-changed', request, by }],
});
