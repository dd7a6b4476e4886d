import type { DataOf, MessageDefinition } from '@reservoir/messages';
import { type CommandRequest, type SubmitDeps, submitCommand } from '../../../application/submit-command.js';
import type { Caller } from '../../../domain/caller.js';
import type { Operation } from '../../../domain/operation.js';
import type { Answer } from '../platform/answer.js';
import type { Asked } from '../platform/asked.js';
import { keyedRequest } from '../platform/idempotency-key.js';
import { Problem } from '../platform/problem.js';
import { type Answers, answerUnawaited } from './answers.js';
import type { PreviewPrices } from './preview-prices.js';

/** A command that is allowed and validated. */
export interface CommandAtDoor<M extends MessageDefinition> {
  readonly message: M;
  readonly data: DataOf<M>;
  /** 201 for what makes a resource, 200 for what changes one. */
  readonly status: 200 | 201;
  /** Required for what moves licences or points. */
  readonly idempotencyKey: 'required' | 'optional';
  /** What is told to this request alone: the answer that is kept for those who ask again with the same key has it not. */
  readonly toThisOneOnly?: (answer: Answer, operation: Operation) => Answer;
}

/** Who asks, as the services want to know it. */
export const actorOf = ({ userId, company, role }: Caller) => ({
  userId,
  companyId: company?.id ?? null,
  role,
});

/** The one way in for commands: idempotency, operation, sending, waiting, answer. */
export class CommandDoor {
  constructor(
    private readonly deps: SubmitDeps,
    private readonly answers: Answers,
    private readonly prices: PreviewPrices,
  ) {}

  async submit<M extends MessageDefinition>(asked: Asked, command: CommandAtDoor<M>): Promise<Answer> {
    const request = requestOf(asked, command);
    const submission = await submitCommand(request, this.deps);
    if (submission.kind !== 'settled' && submission.kind !== 'pending') return answerUnawaited(submission);
    const { caller, requestId } = asked;
    if (request.preview) return this.prices.withPrice(this.answers.ofPreview(submission, requestId), caller);
    const answer = await this.answers.ofAwaited(submission, caller, requestId, command.status === 201);
    const { status, headers, body } = answer;
    if (request.idempotency)
      await this.deps.operations.keepAnswer(submission.operation.id, { status, headers, body });
    return command.toThisOneOnly?.(answer, submission.operation) ?? answer;
  }
}

function requestOf<M extends MessageDefinition>(asked: Asked, command: CommandAtDoor<M>): CommandRequest {
  const { caller, correlationId, waitMs, preview } = asked;
  const given = keyedRequest(asked.idempotencyKey, caller, asked);
  // CT-18: what changes nothing need not be recognised, and must not take the key of the command itself
  const idempotency = preview ? null : given;
  if (!given && !preview && command.idempotencyKey === 'required')
    throw new Problem('idempotency-key-missing', {
      detail:
        'This command moves licences or points: send an Idempotency-Key, so that a repetition moves them once.',
    });
  const { message, data } = command;
  return { caller, command: { type: message.type, data }, preview, correlationId, idempotency, waitMs };
}
