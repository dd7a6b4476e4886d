import { type Instant, plusMs } from '@reservoir/kernel';
import type { Role } from './caller.js';

/** A command as it is sent: the CloudEvents type and the data. */
export interface Command {
  readonly type: string;
  readonly data: unknown;
}

/** A version of a read model that must be applied before the outcome is told. */
export interface RequiredVersion {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

/** A refusal as the record told it (kernel `Refusal`). */
export interface ToldRefusal {
  readonly code: string;
  readonly rule: string;
  readonly detail: string;
  readonly errors?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

/** What a command would have published; `omitted` more did not fit. */
export interface ToldPreview {
  readonly events: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[];
  readonly omitted: number;
}

/** How a command ended. */
export interface Outcome {
  readonly state: 'succeeded' | 'refused';
  /** What the caller reads next; null when refused. */
  readonly resource: { readonly kind: string; readonly id: string } | null;
  readonly refusal: ToldRefusal | null;
  readonly requires: readonly RequiredVersion[];
  /** Only of a preview that would succeed (CT-18). */
  readonly preview?: ToldPreview | undefined;
}

/** What the first request was answered; kept to be replayed. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An Idempotency-Key in the scope of its company and user, and what was asked with it. */
export interface KeyedRequest {
  readonly key: string;
  /** Hash of method, path and body. */
  readonly requestHash: string;
}

/** One command of a caller, from its acceptance to its outcome. */
export interface Operation {
  /** UUIDv7; also the id of the command's event, however often it is sent. */
  readonly id: string;
  readonly version: number;
  readonly state: 'pending' | 'succeeded' | 'refused';
  readonly caller: { readonly userId: string; readonly companyId: string | null; readonly role: Role };
  readonly command: Command;
  /** It changes nothing: its outcome tells what would happen (CT-18). */
  readonly preview: boolean;
  readonly correlationId: string;
  readonly createdAt: Instant;
  readonly completedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly idempotency: KeyedRequest | null;
  readonly answer: KeptAnswer | null;
  /** Until then a request is about to give the answer. */
  readonly answeringUntil: Instant;
  /** How often the command was sent. */
  readonly sends: number;
  /** When the command is sent again if there is no outcome by then; null when never. */
  readonly sendAgainAt: Instant | null;
}

/** A command without outcome is sent again after so long, then in ever longer steps … */
const firstResendMs = 10_000;
/** … of at most 10 minutes … */
const longestStepMs = 600_000;
/** … for a day. */
const resendForMs = 86_400_000;

/** Whether a command may still be sent: services dedupe it for longer than this (messaging.md). */
export const maySend = (operation: Pick<Operation, 'createdAt'>, now: Instant): boolean =>
  now < plusMs(operation.createdAt, resendForMs);

/** When a command that was sent `sends` times is due again; null when it is too old to be sent once more. */
export function sendAgainAfter(
  operation: Pick<Operation, 'createdAt'>,
  sends: number,
  now: Instant,
): Instant | null {
  const stepMs = Math.min(firstResendMs * 2 ** Math.max(0, sends - 1), longestStepMs);
  const due = plusMs(now, stepMs);
  return maySend(operation, due) ? due : null;
}

/** The operation with its outcome; the first outcome stays. */
export function complete(operation: Operation, outcome: Outcome, now: Instant): Operation {
  if (operation.state !== 'pending') return operation;
  const { state } = outcome;
  return {
    ...operation,
    version: operation.version + 1,
    state,
    outcome,
    completedAt: now,
    sendAgainAt: null,
  };
}
