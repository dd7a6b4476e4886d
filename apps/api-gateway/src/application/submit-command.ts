import { type Instant, type NewId, plusMs } from '@reservoir/kernel';
import type { Caller } from '../domain/caller.js';
import { repeat } from '../domain/idempotency.js';
import {
  type Command,
  type KeptAnswer,
  type KeyedRequest,
  type Operation,
  sendAgainAfter,
} from '../domain/operation.js';
import { type Awaited, type WaitingDeps, awaitOutcome } from './await-outcome.js';
import type { CommandSender } from './ports.js';

/** A command that passed the door. */
export interface CommandRequest {
  readonly caller: Caller;
  readonly command: Command;
  /** The command is to change nothing, and to say what would happen (CT-18). */
  readonly preview: boolean;
  readonly correlationId: string;
  /** Null when the caller gave no Idempotency-Key, and for previews: each is asked anew. */
  readonly idempotency: KeyedRequest | null;
  /** How long the caller waits for the outcome, in milliseconds. */
  readonly waitMs: number;
}

/** What became of a command within the wait. */
export type Submission =
  | Awaited
  /** Kafka is away: the command is kept and will be sent, but nobody waits for it. */
  | { readonly kind: 'not-sent'; readonly operation: Operation }
  | { readonly kind: 'replay'; readonly answer: KeptAnswer }
  | { readonly kind: 'reused' }
  | { readonly kind: 'in-flight' };

export interface SubmitDeps extends WaitingDeps {
  readonly sender: CommandSender;
  readonly newId: NewId;
}

/** Sending and answering take so long at most, beside the wait. */
const answerWithinMs = 10_000;

/**
 * Keeps the command as an operation, sends it and waits for its outcome. A request with a known Idempotency-Key makes no
 * second operation.
 */
export async function submitCommand(request: CommandRequest, deps: SubmitDeps): Promise<Submission> {
  const now = deps.clock.now();
  const operation = newOperation(request, deps.newId(), now);
  const holder = await deps.operations.add(operation);
  if (!holder) return sendAndWait(operation, request.waitMs, deps);
  const decision = repeat(holder, request.idempotency?.requestHash ?? '', now);
  if (decision.kind !== 'resume') return decision;
  const taken = await deps.operations.takeOver(holder, operation.answeringUntil);
  return taken ? sendAndWait(holder, request.waitMs, deps) : { kind: 'in-flight' };
}

async function sendAndWait(operation: Operation, waitMs: number, deps: SubmitDeps): Promise<Submission> {
  const watch = deps.watches.open(operation.id);
  if (operation.state === 'pending' && !(await deps.sender.send(operation))) {
    watch.close();
    await deps.operations.giveUpAnswering(operation.id, deps.clock.now());
    return { kind: 'not-sent', operation };
  }
  return awaitOutcome(operation, plusMs(deps.clock.now(), waitMs), deps, watch);
}

function newOperation(request: CommandRequest, id: string, now: Instant): Operation {
  const { caller, command, preview, correlationId, idempotency, waitMs } = request;
  return {
    id,
    version: 1,
    state: 'pending',
    caller: { userId: caller.userId, companyId: caller.company?.id ?? null, role: caller.role },
    command,
    preview,
    correlationId,
    createdAt: now,
    completedAt: null,
    outcome: null,
    idempotency,
    answer: null,
    answeringUntil: plusMs(now, waitMs + answerWithinMs),
    sends: 1,
    sendAgainAt: preview ? null : sendAgainAfter({ createdAt: now }, 1, now),
  };
}
