import { describe, expect, it } from '@jest/globals';
import { fixedClock, sandboxClock } from './clock.js';
import { type Instant, instant, plusMs } from './instant.js';

const midnight = instant('2026-11-21T00:00:00Z');

describe('the sandbox clock', () => {
  it('runs ahead of the machine, and never goes back', () => {
    const clock = sandboxClock(fixedClock(midnight));
    clock.runAhead(86_400_000);
    expect(clock.now()).toBe('2026-11-22T00:00:00.000Z');
    clock.runAhead(1000);
    expect(clock.now()).toBe('2026-11-22T00:00:00.000Z');
    expect(clock.aheadMs).toBe(86_400_000);
  });

  it('runs on at the pace of the machine', () => {
    let real: Instant = midnight;
    const clock = sandboxClock({ now: () => real });
    clock.runAhead(86_400_000);
    real = plusMs(real, 5);
    expect(clock.now()).toBe('2026-11-22T00:00:00.005Z');
  });

  it('is not earlier than what it was told of', () => {
    const clock = sandboxClock(fixedClock(midnight));
    clock.witness(instant('2026-11-21T00:00:07Z'));
    clock.witness(instant('2026-11-20T00:00:00Z'));
    expect(clock.now()).toBe('2026-11-21T00:00:07.000Z');
  });
});
