import type { Instant, Policy } from '@reservoir/kernel';
import type { Actor } from './actor.js';
import { companyIsInTheActorsSubtree, companyOf } from './change-policies.js';
import { type Line, chainBelow, isInLine, longestPartnerChain, partnersIn } from './company.js';
import { parentsOf } from './company-policies.js';
import { partnerChainTooLong, unknownCompany } from './company.rejections.js';
import { isSuspended } from './marks.js';
import {
  companyCannotMove,
  companySuspended,
  onlyTheMoverAsks,
  onlyTotalControlMoves,
  parentIsBelow,
  parentUnchanged,
  skusNotSold,
  transferPending,
} from './transfer.rejections.js';
import { type SkuInUse, type TransferRequest, isOpen } from './transfer-request.js';

/** A company asks to move. */
export interface RequestTransfer {
  /** The request's, made of the operation. */
  readonly id: string;
  readonly companyId: string;
  readonly toId: string;
  readonly inUse: readonly SkuInUse[];
  readonly actor: Actor;
}

/** What a move is judged by. */
export interface Move {
  /** The company that moves, and all above it. */
  readonly line: Line;
  /** The new parent, and all above it; empty when there is no such company. */
  readonly to: Line;
  readonly now: Instant;
}

/** What a request is judged by. */
export interface RequestSurroundings extends Move {
  /** The last request that is not known to have come to an end. */
  readonly open: TransferRequest | undefined;
}

/** What the distributor at the top of the new parent sells (CA-6). */
export interface Assortment {
  readonly id: string;
  readonly skus: readonly string[];
  readonly version: number;
}

type RequestPolicy = Policy<[RequestTransfer, RequestSurroundings]>;
/** What is asked again when the request is accepted. */
export type MovePolicy = Policy<
  [{ readonly inUse: readonly SkuInUse[] }, Move & { readonly assortment: Assortment | undefined }]
>;

// CO-7
export const moverHasTotalControl: RequestPolicy = ({ actor }) =>
  actor.companyId !== null && actor.role === 'total-control' ? undefined : onlyTotalControlMoves();

// CO-8
export const moverIsInTheActorsSubtree: RequestPolicy = ({ companyId, actor }, { line }) =>
  companyIsInTheActorsSubtree({ id: companyId, actor }, line);

// CO-3: made by the mover.
export const moverAsksItself: RequestPolicy = ({ companyId, actor }) =>
  actor.companyId === companyId ? undefined : onlyTheMoverAsks();

// CO-3
export const distributorsDoNotMove: RequestPolicy = (_, { line }) => {
  const { type } = companyOf(line);
  return type === 'distributor' ? companyCannotMove(type) : undefined;
};

// CO-6: commands on a suspended client are refused, and a move is one.
export const moverIsNotSuspended: Policy<[unknown, Move]> = (_, { line }) => {
  const company = companyOf(line);
  return isSuspended(company) ? companySuspended(company.id) : undefined;
};

// CO-3: one pending request per company.
export const noOtherRequestIsPending: RequestPolicy = (_, { open, now }) =>
  open && isOpen(open, now) ? transferPending(open) : undefined;

// CO-3
export const parentIsAnotherOne: RequestPolicy = ({ toId }, { line }) =>
  companyOf(line).parentId === toId ? parentUnchanged() : undefined;

// CO-1, CO-8: a company that cannot be the parent, whatever it is, answers as one that does not exist.
export const newParentCanTakeTheMover: RequestPolicy = ({ toId }, { line, to }) => {
  const company = companyOf(line);
  const [parent] = to;
  const can =
    parent !== undefined &&
    parentsOf[company.type].includes(parent.type) &&
    !isInLine(to, company.id) &&
    partnersIn(to) + chainBelow(company) <= longestPartnerChain;
  return can ? undefined : unknownCompany(toId);
};

/** In the order in which they are asked. */
export const requestPolicies = [
  moverHasTotalControl,
  moverIsInTheActorsSubtree,
  moverAsksItself,
  distributorsDoNotMove,
  moverIsNotSuspended,
  noOtherRequestIsPending,
  parentIsAnotherOne,
  newParentCanTakeTheMover,
] as const satisfies readonly RequestPolicy[];

// CO-6
export const newParentIsNotSuspended: MovePolicy = (_, { to }) => {
  const parent = companyOf(to);
  return isSuspended(parent) ? companySuspended(parent.id) : undefined;
};

// CO-1: no cycle, even if the new parent itself has moved since.
export const newParentIsNotBelowTheMover: MovePolicy = (_, { line, to }) =>
  isInLine(to, companyOf(line).id) ? parentIsBelow() : undefined;

// CO-1: with all the partners that come along.
export const chainStaysShortEnough: MovePolicy = (_, { line, to }) =>
  partnersIn(to) + chainBelow(companyOf(line)) > longestPartnerChain
    ? partnerChainTooLong(longestPartnerChain)
    : undefined;

// CO-3: the new parent must sell every SKU in use.
export const newParentSellsWhatIsInUse: MovePolicy = ({ inUse }, { to, assortment }) => {
  const sold = new Set(assortment?.skus);
  const missing = inUse.map(({ sku }) => sku).filter((sku) => !sold.has(sku));
  return missing.length > 0 ? skusNotSold(to.at(-1)?.id ?? '', missing) : undefined;
};

/** In the order in which they are asked, when the request is accepted. */
export const movePolicies = [
  moverIsNotSuspended,
  newParentIsNotSuspended,
  newParentIsNotBelowTheMover,
  chainStaysShortEnough,
  newParentSellsWhatIsInUse,
] as const satisfies readonly MovePolicy[];
