import type { Instant, Refusal } from '@reservoir/kernel';
import type { ClockAdvance } from './sandbox-clock.js';

/** Every way in which the clock of a sandbox is not advanced. */
export type AdvanceRejected = Refusal<
  'role-not-allowed' | 'operation-in-flight' | 'clock-goes-forward' | 'clock-target-too-far' | 'clock-stuck'
>;

export const onlyOperatorsAdvance = (): AdvanceRejected => ({
  code: 'role-not-allowed',
  rule: 'CO-10',
  detail: 'operators advance the clock of the sandbox, and nobody else',
});

export const advanceInFlight = ({ operationId, to }: ClockAdvance): AdvanceRejected => ({
  code: 'operation-in-flight',
  rule: 'CO-10',
  detail: `the clock is being advanced to ${to}: wait for the end of that`,
  errors: [{ operationId, to }],
});

export const clockDoesNotGoBack = (to: Instant, now: Instant): AdvanceRejected => ({
  code: 'clock-goes-forward',
  rule: 'CO-10',
  detail: `the clock shows ${now}, and never goes back: ${to} is not later`,
  errors: [{ to, now }],
});

export const tooFarAhead = (to: Instant, longest: string): AdvanceRejected => ({
  code: 'clock-target-too-far',
  rule: 'CO-10',
  detail: `${to} is further than ${longest} ahead: advance in several steps`,
  errors: [{ to, longest }],
});

/** Something that was due does not come to its end: the clock stands there. */
export const clockStuck = ({ stuckOn }: ClockAdvance): AdvanceRejected => ({
  code: 'clock-stuck',
  rule: 'CO-10',
  detail: `the clock stopped on its way, since this does not come to an end: ${stuckOn ?? ''}`.slice(0, 2000),
});
