import { type Instant, epochMs, instant, plusMs } from './instant.js';

/** Where an adapter asks for the time. Decisions never do: they are given it. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(Date.now()) };

/** A clock that stands still, for tests. */
export const fixedClock = (at: Instant): Clock => ({ now: () => at });

/** A clock that operators can advance, never turn back (architecture.md §4; local start only). */
export interface SandboxClock extends Clock {
  /**
   * Moves the time forward.
   * @throws RangeError when `to` is before the clock's present time.
   */
  advanceTo(to: Instant): void;
}

/** A sandbox clock over another one: it runs on at the other's pace, ahead by what it was advanced. */
export function sandboxClock(base: Clock): SandboxClock {
  let aheadMs = 0;
  const now = (): Instant => plusMs(base.now(), aheadMs);
  return {
    now,
    advanceTo(to) {
      const stepMs = epochMs(to) - epochMs(now());
      if (stepMs < 0) throw new RangeError(`the clock already shows ${now()}: it cannot go back to ${to}`);
      aheadMs += stepMs;
    },
  };
}
