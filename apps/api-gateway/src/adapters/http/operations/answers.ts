import type { SandboxState } from '@reservoir/service';
import type { Awaited } from '../../../application/await-outcome.js';
import type { Submission } from '../../../application/submit-command.js';
import type { Caller } from '../../../domain/caller.js';
import type { Operation, Outcome } from '../../../domain/operation.js';
import { Answer } from '../platform/answer.js';
import { Problem, problemOfRefusal } from '../platform/problem.js';
import type { Resources } from '../platform/resources.js';
import { progressOf } from '../sandbox/sandbox-clock.view.js';
import { pendingView, settledView } from './operation.view.js';
import { previewViewOf } from './preview.view.js';

/** Where an operation is read. */
export const hrefOf = (operation: Pick<Operation, 'id'>): string => `/v1/operations/${operation.id}`;

/** Says what became of commands. */
export class Answers {
  constructor(
    private readonly resources: Resources,
    private readonly sandbox: { state(): SandboxState } | null = null,
  ) {}

  /** The answer to a command whose fate within the wait is known. @param created 201 instead of 200 */
  async ofAwaited(awaited: Awaited, caller: Caller, requestId: string, created: boolean): Promise<Answer> {
    const { operation } = awaited;
    const outcome = awaited.kind === 'settled' ? operation.outcome : null;
    if (outcome?.refusal) return refused(outcome.refusal, requestId);
    const found = outcome && (await this.#resource(outcome, caller));
    return found
      ? new Answer(created ? 201 : 200, found.body, { location: found.href })
      : accepted(operation, outcome);
  }

  /**
   * The answer to a preview (CT-18): what would happen, or the refusal that the command would get.
   * @throws Error when the service did the command instead: it is older than previews are
   */
  ofPreview({ kind, operation }: Awaited, requestId: string): Answer {
    const outcome = kind === 'settled' ? operation.outcome : null;
    if (!outcome) return accepted(operation);
    if (outcome.refusal) return refused(outcome.refusal, requestId);
    const view = previewViewOf(operation);
    if (!view) throw new Error(`${operation.command.type} was asked as a preview, and done`);
    return new Answer(200, view, { location: hrefOf(operation) });
  }

  /** The state of an operation, for who asks. */
  async ofOperation({ kind, operation }: Awaited, caller: Caller): Promise<Answer> {
    const outcome = kind === 'settled' ? operation.outcome : null;
    if (!outcome) {
      const progress = progressOf(operation.id, this.sandbox);
      return new Answer(
        200,
        { ...pendingView(operation), ...(progress && { progress }) },
        { 'retry-after': '1' },
      );
    }
    const found = await this.#resource(outcome, caller);
    return new Answer(200, settledView(operation, found?.href ?? null));
  }

  async #resource({ resource }: Outcome, caller: Caller): ReturnType<Resources['find']> {
    return resource ? this.resources.find(resource.kind, resource.id, caller) : undefined;
  }
}

const refused = (refusal: NonNullable<Outcome['refusal']>, requestId: string): Answer => {
  const body = problemOfRefusal(refusal);
  return new Answer(body.status, { ...body, requestId });
};

/** Pending, or done while what came of it has left the caller's subtree (CO-8): then the operation says so, without a place to read. */
const accepted = (operation: Operation, outcome: Outcome | null = null): Answer =>
  outcome
    ? new Answer(202, settledView(operation, null), { location: hrefOf(operation) })
    : new Answer(202, pendingView(operation), { location: hrefOf(operation), 'retry-after': '1' });

/**
 * The answer to a command that nobody waits for.
 * @throws Problem for a key that is reused or in flight, and while Kafka is away
 */
export function answerUnawaited(submission: Exclude<Submission, Awaited>): Answer {
  switch (submission.kind) {
    case 'replay': {
      const { status, body, headers } = submission.answer;
      return new Answer(status, body, { ...headers, 'idempotency-replayed': 'true' });
    }
    case 'reused':
      throw new Problem('idempotency-key-reused', {
        detail: 'The key was used with another method, path or body. Take a new key for a new command.',
      });
    case 'in-flight':
      throw new Problem('idempotency-key-in-flight', {
        detail: 'Ask again with the same key, to get the answer of the first request.',
        headers: { 'retry-after': '1' },
      });
    case 'not-sent':
      throw new Problem('kafka-unavailable', {
        detail: submission.operation.preview
          ? 'Nothing was asked. Ask for the preview again.'
          : 'The command is kept and will be sent when Kafka answers again. Follow Location, or ask again with the same Idempotency-Key.',
        headers: { 'retry-after': '5', location: hrefOf(submission.operation) },
      });
  }
}
