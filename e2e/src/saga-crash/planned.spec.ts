import { describe, expect, it } from '@jest/globals';
import { randomOf } from '@reservoir/tools/random';
import type { Failure } from '../crash/executioner.js';
import { pointsOfAChunk } from '../crash/plans.js';
import { nextPlan, throughAllSteps } from './planned.js';
import { type SagaStep, nameOf, steps } from './steps.js';

/** The failures of so many rounds, of which those of some steps never come to their point. */
function rounds(own: readonly SagaStep[], count: number, never: (step: string) => boolean = () => false) {
  const random = randomOf(1);
  const before: Failure[] = [];
  while (before.length < count) {
    const plan = nextPlan(own, before, random);
    before.push({ app: own[0]!.app, plan, at: 0, reached: !never(nameOf(plan.step!)) });
  }
  return before.map(({ plan }) => ({ ...plan, name: nameOf(plan.step!) }));
}

const own = steps.filter(({ app }) => app === 'contracts');

describe('what is planned for a service', () => {
  it('is every step once before any step twice', () => {
    const names = rounds(own, own.length).map(({ name }) => name);
    expect(new Set(names).size).toBe(own.length);
  });

  it('is every step at every point, after as many rounds', () => {
    const plans = rounds(own, own.length * pointsOfAChunk.length);
    const pairs = new Set(plans.map(({ name, point }) => `${name} at ${point}`));
    expect(pairs.size).toBe(own.length * pointsOfAChunk.length);
  });

  it('is once more what was not reached, before the others come again', () => {
    const missed = nameOf(own[3]!);
    const names = rounds(own, own.length + 1, (name) => name === missed).map(({ name }) => name);
    expect(names.at(-1)).toBe(missed);
  });
});

describe('the services that are failed', () => {
  it.each([4, 100])('have %i failures in all, each by its share of the steps', (count) => {
    const shares = throughAllSteps(count).map(({ failures }) => failures);
    expect(shares.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(shares.every((share) => share > 0)).toBe(true);
    expect(shares[0]).toBeGreaterThan(shares[2]!);
  });

  it('fail on beyond their share at the steps that were not hit, but not for ever', () => {
    const [victim] = throughAllSteps(100);
    const { failures, planOf } = victim!;
    const missed = nameOf(own[0]!);
    const failed = (reached: boolean): readonly string[] => {
      const random = randomOf(2);
      const before: Failure[] = [];
      for (let plan = planOf(before, random); plan; plan = planOf(before, random))
        before.push({
          app: 'contracts',
          plan,
          at: 0,
          reached: reached || nameOf(plan.step!) !== missed,
        });
      return before.slice(failures).map(({ plan }) => nameOf(plan.step!));
    };
    expect(failed(true)).toEqual([]);
    expect(failed(false)).toEqual(Array.from({ length: failures }, () => missed));
  });
});
