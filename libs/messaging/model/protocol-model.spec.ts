import { describe, expect, it } from '@jest/globals';
import { type Counterexample, explore } from './explore.js';
import { completeness, safety } from './properties.js';
import type { Flaws, Scenario } from './scenario.js';
import { parkedAndRepeated, twoOrders, twoZombies, withoutRepeats } from './scenarios.js';
import { initialState } from './state.js';

/** The shortest way in which the protocol fails when something is left out of it. */
function failureOf(scenario: Scenario, flaws: Flaws): Counterexample {
  const { counterexample } = explore({ ...scenario, flaws });
  if (!counterexample) throw new Error(`nothing fails with ${Object.keys(flaws).join()}`);
  return counterexample;
}

describe('the protocol of messaging.md', () => {
  it.each([
    [
      'two records, a topic that grows, a kill, a repeated send, a commit whose answer is lost',
      twoOrders,
      15_000,
    ],
    ['a record that is sent twice and parked', parkedAndRepeated, 12_000],
    ['two zombies with requests on their way', twoZombies, 4_000],
  ])('loses and doubles nothing: %s', (_what, scenario, states) => {
    const exploration = explore(scenario);
    expect(exploration.counterexample).toBeUndefined();
    expect(exploration.states).toBeGreaterThan(states);
    expect(exploration.ends).toBeGreaterThan(50);
    for (const misfortune of [/fenced$/, /\(late\) lands$/, /is killed$/, /to send again/])
      expect([...exploration.steps].some((step) => misfortune.test(step))).toBe(true);
  });

  it('is judged by its outcome', () => {
    const applied = [
      { id: 'b1', sequence: 2 },
      { id: 'a1', sequence: 1 },
    ];
    const start = initialState(twoOrders);
    expect(safety(start)).toBeUndefined();
    expect(safety({ ...start, partitions: [{ seen: 2, applied }] })).toBe(
      'partition 0 was applied out of order',
    );
    expect(completeness(start, twoOrders)).toBe('a was lost');
  });
});

describe('the refuted drafts', () => {
  it('drain before claim: the old owner commits in between, and what it left is never sent', () => {
    expect(failureOf(withoutRepeats, { drainBeforeClaim: true })).toEqual({
      what: 'a1 was lost',
      trace: [
        'A drains before its claim: nothing pending',
        'A claims: epoch 1, next 0',
        'B drains before its claim: nothing pending',
        'A commits a b: next 2, pending a1#1→0 a2#2→0 b1#3→0',
        'A is killed',
        'B claims: epoch 2, next 2',
      ],
    });
  });

  it('partition chosen at send: the repeat goes where its reader has seen nothing yet', () => {
    expect(failureOf(withoutRepeats, { partitionChosenAtSend: true })).toEqual({
      what: 'a1 took effect twice',
      trace: [
        'A claims: epoch 1, next 0',
        'A commits a: next 1, pending a1#1 a2#2',
        'A sends a1#1 a2#2 to partition 0',
        'B claims: epoch 2, next 1, to send again: a1 a2',
        'a1#1 a2#2 to partition 0 lands',
        'the topic grows to 2 partitions',
        'B sends a1#1 to partition 1 and a2#2 to partition 0',
        'a1#1 to partition 1 lands',
      ],
    });
  });
});

describe('every guard is needed', () => {
  it.each<readonly [string, Scenario, Flaws, string, string]>([
    [
      'the epoch in the filter, else a zombie decides what is parked, and its pending is overwritten',
      parkedAndRepeated,
      { noEpochInFilter: true },
      'a1 was lost',
      'A commits a, which was parked: next 1, pending a1#1→0',
    ],
    [
      '`next` in the filter, else a commit whose answer was lost is made again',
      twoOrders,
      { noNextInFilter: true },
      'a took effect twice',
      'A commits a: next 1, pending a1#1→0 a2#2→0, but its answer is lost',
    ],
    [
      'that what is decided was still parked, for the same reason',
      parkedAndRepeated,
      { parkedNotChecked: true },
      'a took effect twice',
      'A commits a, which was parked: next 1, pending a1#1→0, but its answer is lost',
    ],
    [
      'sending pending again at a claim',
      twoOrders,
      { pendingNotSentAgain: true },
      'a1 was lost',
      'A claims: epoch 2, next 2',
    ],
    [
      'waiting for the send before pending is overwritten',
      twoOrders,
      { commitBeforeSent: true },
      'a1 was lost',
      'A claims: epoch 2, next 2, to send again: b1',
    ],
    [
      'the lane sequence at the reader, else a late repeat counts',
      twoOrders,
      { noSequenceCheck: true },
      'a1 took effect twice',
      'a1#1 a2#2 to partition 0 (late) lands',
    ],
    [
      'the offset at the owner, else what Kafka delivers again counts',
      twoOrders,
      { noOffsetCheck: true },
      'a took effect twice',
      'A commits a b (delivered again): next 2, pending a1#3→0 a2#4→0 b1#5→0',
    ],
  ])('%s', (_guard, scenario, flaws, what, step) => {
    const failure = failureOf(scenario, flaws);
    expect(failure.what).toBe(what);
    expect(failure.trace).toContain(step);
  });

  it('but where every commit moves `next`, `next` alone fences: the epoch is for commits that leave it', () => {
    const { counterexample, states } = explore({ ...withoutRepeats, flaws: { noEpochInFilter: true } });
    expect(counterexample).toBeUndefined();
    expect(states).toBeGreaterThan(5_000);
  });
});
