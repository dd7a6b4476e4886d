import {
  type Instant,
  type Policy,
  type Refusal,
  type Result,
  err,
  firstRefusal,
  ok,
  plusDuration,
} from '@reservoir/kernel';
import { type Actor, isOperator } from './actor.js';
import {
  advanceInFlight,
  clockDoesNotGoBack,
  onlyOperatorsAdvance,
  tooFarAhead,
} from './sandbox-clock.rejections.js';

/** An advance of the sandbox's clock. */
export interface ClockAdvance {
  readonly operationId: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly by: Actor;
  /** `stuck`: something that was due did not come to its end, and the clock stands there. */
  readonly state: 'begun' | 'reached' | 'stuck';
  readonly stuckOn: string | null;
}

/** The clock of a sandbox, as far as operators asked for it: its last advance. */
export interface SandboxClock {
  readonly id: string;
  readonly advance: ClockAdvance;
  readonly version: number;
}

/** Up to when, or by how much (an ISO 8601 duration, by the calendar). */
export type ClockTarget = { readonly to: Instant } | { readonly by: string };

/** An operator asks for an advance. */
export interface AdvanceClock {
  /** The clock's. */
  readonly id: string;
  readonly operationId: string;
  readonly target: ClockTarget;
  readonly actor: Actor;
}

/** So that one call ends in good time. */
export const longestAdvance = 'P5Y';

interface Asked {
  readonly actor: Actor;
  readonly to: Instant;
  readonly now: Instant;
  readonly clock: SandboxClock | undefined;
}

type AdvancePolicy = Policy<[Asked]>;

// CO-10
export const operatorAsks: AdvancePolicy = ({ actor }) =>
  isOperator(actor) ? undefined : onlyOperatorsAdvance();

export const noAdvanceIsUnderWay: AdvancePolicy = ({ clock }) =>
  clock?.advance.state === 'begun' ? advanceInFlight(clock.advance) : undefined;

export const clockGoesForward: AdvancePolicy = ({ to, now }) =>
  to <= now ? clockDoesNotGoBack(to, now) : undefined;

export const targetIsNearEnough: AdvancePolicy = ({ to, now }) =>
  to > plusDuration(now, longestAdvance) ? tooFarAhead(to, longestAdvance) : undefined;

const policies = [operatorAsks, noAdvanceIsUnderWay, clockGoesForward, targetIsNearEnough];

/** Begins an advance of the sandbox's clock (CO-10), one at a time. */
export function decideAdvance(
  { id, operationId, target, actor }: AdvanceClock,
  clock: SandboxClock | undefined,
  now: Instant,
): Result<SandboxClock, Refusal> {
  const to = 'to' in target ? target.to : plusDuration(now, target.by);
  const refusal = firstRefusal(policies, { actor, to, now, clock });
  if (refusal) return err(refusal);
  const advance = { operationId, from: now, to, by: actor, state: 'begun', stuckOn: null } as const;
  return ok({ id, advance, version: (clock?.version ?? 0) + 1 });
}

/** The advance has come to its end; undefined when it is not the one that is under way: an end that came twice. */
export function decideEnd(
  clock: SandboxClock | undefined,
  { operationId, stuckOn }: { readonly operationId: string; readonly stuckOn: string | null },
): SandboxClock | undefined {
  if (clock?.advance.operationId !== operationId || clock.advance.state !== 'begun') return undefined;
  const state = stuckOn === null ? 'reached' : 'stuck';
  return { ...clock, advance: { ...clock.advance, state, stuckOn }, version: clock.version + 1 };
}
