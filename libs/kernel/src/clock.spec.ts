import { describe, expect, it } from '@jest/globals';
import { fixedClock, sandboxClock } from './clock.js';
import { instant } from './instant.js';

describe('the sandbox clock', () => {
  it('advances, and refuses to go back', () => {
    const clock = sandboxClock(fixedClock(instant('2026-11-21T00:00:00Z')));
    clock.advanceTo(instant('2027-01-01T00:00:00Z'));
    expect(clock.now()).toBe('2027-01-01T00:00:00.000Z');
    expect(() => clock.advanceTo(instant('2026-12-31T00:00:00Z'))).toThrow('cannot go back');
  });
});
