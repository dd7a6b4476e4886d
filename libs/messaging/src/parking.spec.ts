import { describe, expect, it } from '@jest/globals';
import { isRetryDue } from './parking.js';

const everyMs = 500;

/** When the tries of a lane come that began to wait at 0, asked every half second. */
function triesWithin(ms: number): number[] {
  const lane = { triedParkedAt: 0, parkedChangedAt: 0 };
  const tries: number[] = [];
  for (let now = everyMs; now <= ms; now += everyMs) {
    if (!isRetryDue(lane, now, everyMs)) continue;
    lane.triedParkedAt = now;
    tries.push(now);
  }
  return tries;
}

describe('what is parked is tried again', () => {
  it('at every turn for the first 5 s: most prerequisites are on their way', () =>
    expect(triesWithin(5000)).toHaveLength(10));

  it('more and more rarely then, every 5 s at last', () => {
    const tries = triesWithin(120_000);
    const pauses = tries.map((at, index) => at - (tries[index - 1] ?? 0));
    expect(Math.max(...pauses)).toBe(5000);
    expect(tries.filter((at) => at <= 60_000).length).toBeLessThan(45);
    expect(tries.filter((at) => at > 60_000).length).toBeLessThan(14);
  });

  it('at once again when something began or ceased to wait', () => {
    const lane = { triedParkedAt: 60_000, parkedChangedAt: 60_100 };
    expect(isRetryDue(lane, 60_500, everyMs)).toBe(true);
    expect(isRetryDue({ ...lane, parkedChangedAt: 0 }, 60_500, everyMs)).toBe(false);
  });
});
