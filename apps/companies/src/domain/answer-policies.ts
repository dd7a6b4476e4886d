import type { Instant, Policy } from '@reservoir/kernel';
import type { Actor } from './actor.js';
import { type Line, isInLine } from './company.js';
import {
  onlyTheMoverAsks,
  onlyTheNewParentAnswers,
  onlyTotalControlMoves,
  transferNotPending,
  unknownTransferRequest,
} from './transfer.rejections.js';
import { type TransferRequest, isPending } from './transfer-request.js';

/** Somebody says what becomes of a request, as one of the two companies of it. */
export interface Answer {
  readonly transferId: string;
  /** The company that moves. */
  readonly companyId: string;
  /** Who answers: the new parent, or the mover that takes it back. */
  readonly speaker: 'new-parent' | 'mover';
  /** The company in whose name. */
  readonly speakerId: string;
  readonly actor: Actor;
}

/** What an answer is judged by, before the move is. */
export interface AnswerSurroundings {
  readonly request: TransferRequest | undefined;
  /** The company that answers, and all above it. */
  readonly speaking: Line;
  readonly now: Instant;
}

type AnswerPolicy = Policy<[Answer, AnswerSurroundings]>;

// CO-8: what is unknown, what is foreign and what is another company's get one answer.
export const requestIsTheActors: AnswerPolicy = (answer, { request, speaking }) => {
  const { transferId, companyId, speaker, speakerId, actor } = answer;
  const speakerOfIt = speaker === 'mover' ? request?.companyId : request?.toId;
  const known = request?.companyId === companyId && speakerOfIt === speakerId;
  return known && isInLine(speaking, actor.companyId) ? undefined : unknownTransferRequest(transferId);
};

// CO-3: by the new parent or the mover itself, not by those above it.
export const actorSpeaksForTheCompany: AnswerPolicy = ({ speaker, speakerId, actor }) => {
  if (actor.companyId === speakerId) return undefined;
  return speaker === 'mover' ? onlyTheMoverAsks() : onlyTheNewParentAnswers();
};

// CO-7
export const actorHasTotalControl: AnswerPolicy = ({ actor }) =>
  actor.role === 'total-control' ? undefined : onlyTotalControlMoves();

// CO-3: at its deadline a request is over.
export const requestIsPending: AnswerPolicy = (_, { request, now }) =>
  request && !isPending(request, now) ? transferNotPending(request) : undefined;

/** In the order in which they are asked. */
export const answerPolicies = [
  requestIsTheActors,
  actorSpeaksForTheCompany,
  actorHasTotalControl,
  requestIsPending,
] as const satisfies readonly AnswerPolicy[];
