import type { Random } from '@reservoir/tools/random';
import type { AppName } from '@reservoir/tools/platform';
import type { Failure, Victim } from '../crash/executioner.js';
import { type Plan, canFreezeAt, pointsOfAChunk } from '../crash/plans.js';
import { type SagaStep, nameOf, steps } from './steps.js';
import { oneOf } from './supplies.js';

/** One failure in so many is a freeze. */
const freezeEvery = 7;

/** How often a step was planned; one that was never reached counts once less, so that it is tried again. */
const weightOf = (step: SagaStep, before: readonly Failure[]): number =>
  triesOf(step, before).length + (isHit(step, before) ? 1 : 0);

const isHit = (step: SagaStep, before: readonly Failure[]): boolean =>
  triesOf(step, before).some(({ reached }) => reached);

const triesOf = (step: SagaStep, before: readonly Failure[]): readonly Failure[] =>
  before.filter(({ plan }) => plan.step && nameOf(plan.step) === nameOf(step));

/** The step that was planned least by now, at the next point: every step, and in the long run at every point. */
export function nextPlan(own: readonly SagaStep[], before: readonly Failure[], random: Random): Plan {
  const least = Math.min(...own.map((step) => weightOf(step, before)));
  const candidates = own.filter((step) => weightOf(step, before) === least);
  const step = oneOf(random, candidates);
  const place = own.indexOf(step) + triesOf(step, before).length;
  const point = pointsOfAChunk[place % pointsOfAChunk.length] ?? 'before-commit';
  const freezes = canFreezeAt(point) && before.length % freezeEvery === freezeEvery - 1;
  const { saga, record } = step;
  return { point, nth: 1, signal: freezes ? 'SIGSTOP' : 'SIGKILL', step: { saga, record } };
}

/** How much longer than asked for it may take until every step was hit. */
const patience = 2;

/**
 * Services failed so often in all, each by its share of the steps; and on, where there are rounds enough for all steps, at those
 * that were not hit yet.
 */
export function throughAllSteps(failures: number): readonly Victim[] {
  const apps: readonly AppName[] = ['contracts', 'license-pool', 'companies'];
  let left = failures;
  return apps.map((app, index) => {
    const own = steps.filter((step) => step.app === app);
    const share = Math.max(1, Math.round((failures * own.length) / steps.length));
    const mine = index === apps.length - 1 ? Math.max(1, left) : Math.min(share, left);
    left -= mine;
    return {
      app,
      failures: mine,
      planOf: (before, random) => {
        if (before.length < mine) return nextPlan(own, before, random);
        const left = own.filter((step) => !isHit(step, before));
        const isOver = left.length === 0 || mine < own.length || before.length >= patience * mine;
        return isOver ? undefined : nextPlan(left, before, random);
      },
    };
  });
}
