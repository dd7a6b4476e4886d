import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Linger } from './linger.js';

const outcomes = { topic: 'test.operations.v1' };
const facts = { topic: 'test.facts.v1' };
const slow = { topic: 'test.slow.v1' };
const malformed = 'dead-letter' as const;
const subscriptions = [
  { topic: 'operations.v1', malformed },
  { topic: 'facts.v1', malformed, lingerMs: 100 },
  { topic: 'slow.v1', malformed, lingerMs: 400 },
];
const partitions = { countOf: (topic: string) => (topic === outcomes.topic ? 2 : 3) };
let linger: Linger;
let isDue: boolean;

beforeEach(() => {
  jest.useFakeTimers();
  linger = new Linger({ subscriptions, topicPrefix: 'test.' }, partitions);
  isDue = false;
});
afterEach(() => {
  jest.useRealTimers();
});

const wait = (...lanes: { topic: string }[]): void => {
  void linger.untilDue(lanes).then(() => (isDue = true));
};
const isDueAfter = async (ms: number): Promise<boolean> => {
  await jest.advanceTimersByTimeAsync(ms);
  return isDue;
};

describe('records that may wait', () => {
  it('wait as long as the least patient of their topics allows', async () => {
    wait(slow, facts);
    expect(await isDueAfter(99)).toBe(false);
    expect(await isDueAfter(1)).toBe(true);
  });

  it('wait no longer when one comes that may not wait, and for no other one', async () => {
    wait(facts);
    linger.came(slow);
    expect(await isDueAfter(10)).toBe(false);
    linger.came(outcomes);
    expect(await isDueAfter(0)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('do not wait beside one that may not', async () => {
    wait(facts, outcomes);
    expect(await isDueAfter(0)).toBe(true);
  });
});

describe('whether records may wait', () => {
  const isAllowed = (lanes: { topic: string }[], some = subscriptions): boolean =>
    new Linger({ subscriptions: some, topicPrefix: 'test.' }, partitions).isAllowed(lanes);

  it.each([
    ['all', [outcomes, facts, outcomes], true],
    ['some', [outcomes, facts, slow], false],
    ['none', [facts], false],
  ])('depends on the lanes whose records may not: with %s of them here', (_, lanes, expected) => {
    expect(isAllowed(lanes)).toBe(expected);
  });

  it('is out of the question where no topic lets them', () => {
    expect(isAllowed([outcomes, outcomes], subscriptions.slice(0, 1))).toBe(false);
  });
});
