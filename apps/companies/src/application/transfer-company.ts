import type { Decided, Instant, Refusal, Result } from '@reservoir/kernel';
import type { Answer } from '../domain/answer-policies.js';
import {
  type AcceptTransfer,
  decideAcceptance,
  decideEnd,
  decideExpiry,
  decideLockAnswer,
} from '../domain/answer-transfer.js';
import type { Changes, CompaniesEvent } from '../domain/company.events.js';
import { decideRequest } from '../domain/request-transfer.js';
import type { RequestTransfer } from '../domain/transfer-policies.js';
import { type Tree, keep, lineOf } from './companies.js';

type Outcome = Result<Decided<Changes, CompaniesEvent>, Refusal>;

/** Asks to move to another parent (CO-3), or says why not. */
export function requestTransfer(request: RequestTransfer, tree: Tree, now: Instant): Outcome {
  const line = lineOf(tree.companies, request.companyId);
  const openId = line[0]?.branch.transferId ?? null;
  const open = openId === null ? undefined : tree.requests.find(openId);
  return kept(decideRequest(request, { line, to: lineOf(tree.companies, request.toId), open, now }), tree);
}

/** Takes a company in (CO-3), or says why not. A partner moves at once, a customer once contracts lets it go (CO-5). */
export function acceptTransfer(accept: AcceptTransfer, tree: Tree, now: Instant): Outcome {
  const speaking = lineOf(tree.companies, accept.speakerId);
  const distributor = speaking.at(-1)?.id;
  return kept(
    decideAcceptance(accept, {
      request: tree.requests.find(accept.transferId),
      line: lineOf(tree.companies, accept.companyId),
      speaking,
      assortment: distributor === undefined ? undefined : tree.assortments.find(distributor),
      now,
    }),
    tree,
  );
}

/** Declines a request, or takes the own one back (CO-3). */
export function endTransfer(answer: Answer, tree: Tree, now: Instant): Outcome {
  const around = {
    request: tree.requests.find(answer.transferId),
    company: tree.companies.find(answer.companyId),
    speaking: lineOf(tree.companies, answer.speakerId),
    now,
  };
  return kept(decideEnd(answer, around), tree);
}

/** Ends a request that is past its deadline (CO-3); a second time nothing happens. */
export function expireTransfer(
  due: { readonly transferId: string; readonly companyId: string; readonly deadline: Instant },
  tree: Tree,
  now: Instant,
): readonly CompaniesEvent[] {
  const around = {
    request: tree.requests.find(due.transferId),
    company: tree.companies.find(due.companyId),
    now,
  };
  const { state, events } = decideExpiry(around, due.deadline);
  keep(state, tree);
  return events;
}

/** Moves a customer that contracts has locked, or makes its request pending again (CO-5). */
export function concludeMove(
  answer: { readonly transferId: string; readonly companyId: string; readonly toId: string },
  locked: boolean,
  tree: Tree,
  now: Instant,
): readonly CompaniesEvent[] {
  const { state, events } = decideLockAnswer(locked, {
    request: tree.requests.find(answer.transferId),
    line: lineOf(tree.companies, answer.companyId),
    to: lineOf(tree.companies, answer.toId),
    now,
  });
  keep(state, tree);
  return events;
}

function kept(decided: Outcome, tree: Tree): Outcome {
  if (decided.ok) keep(decided.value.state, tree);
  return decided;
}
