import { type Instant, epochMs, instant, plusMs } from './instant.js';

/** Where an adapter asks for the time. Decisions never do: they are given it. */
export interface Clock {
  now(): Instant;
  /** Somebody has acted at this time: a clock that can be moved shows no earlier one from here on. */
  witness?(time: Instant): void;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(Date.now()) };

/** A clock that stands still, for tests. */
export const fixedClock = (at: Instant): Clock => ({ now: () => at });

/** A clock that operators can advance, never turn back (architecture.md §4; local start only). */
export interface SandboxClock extends Clock {
  /** How far it is ahead of the machine's, in milliseconds. */
  readonly aheadMs: number;
  /** From here on it is so far ahead, or as far as it was when that is more: it never goes back. */
  runAhead(ms: number): void;
  witness(time: Instant): void;
}

/** A sandbox clock over another one: it runs on at the other's pace, ahead by what it was advanced. */
export function sandboxClock(base: Clock): SandboxClock {
  let aheadMs = 0;
  const runAhead = (ms: number): void => {
    aheadMs = Math.max(aheadMs, ms);
  };
  return {
    now: () => plusMs(base.now(), aheadMs),
    get aheadMs() {
      return aheadMs;
    },
    runAhead,
    witness: (time) => runAhead(epochMs(time) - epochMs(base.now())),
  };
}
