import { describe, expect, it } from '@jest/globals';
import { firstDays, policies } from '@reservoir/contracts/testing/family-steps';
import { sequences } from '@reservoir/testing/properties';
import * as fc from 'fast-check';
import { Histogram } from './histogram.js';
import { JointInvariants } from './joint-invariants.js';
import { type JointStep, doJointStep, jointSteps } from './joint-steps.js';
import { type FirstStock, JointWalk } from './joint-walk.js';

const { numRuns, minLength, isLong } = sequences(20);

/** Lots of every pool when it is first asked: so much that it lasts, or so little that it is short now and then. */
const stocks = fc.constantFrom<FirstStock>([4, 25, 400], [3, 9], [5, 30]);

/** Everything that a long run has to have done, and not only tried. */
const everything = [
  ...['buy', 'add', 'changeSeats', 'groupContracts', 'upgradeService', 'convertTrial', 'extendTrial'],
  ...['cancelContract', 'renewContract', 'scheduleChange', 'unscheduleChange', 'suspendService'],
  ...['resumeService', 'autoRenew', 'move', 'rehome', 'mark', 'lift', 'foreign', 'settings'],
  ...['order', 'mint', 'promote', 'refund', 'takeBack', 'takeAway', 'repeat', 'retire'],
];

type Policy = (typeof policies)[keyof typeof policies];

function walked(day: string, stock: FirstStock, policy: Policy, script: readonly JointStep[]): JointWalk {
  const walk = new JointWalk(day, stock).withPolicy(policy);
  const invariants = new JointInvariants(walk);
  for (const step of script) {
    doJointStep(walk, step);
    expect(invariants.faults()).toEqual([]);
  }
  walk.settle();
  expect([...invariants.faults(), ...invariants.pastFaults()]).toEqual([]);
  return walk;
}

describe.each(Object.entries(policies))(
  'companies, pools and contracts together, in any order, under the policy “%s”',
  (name, policy) => {
    it('invariants 1 to 6 and 8 to 12 hold after every step', () => {
      const histogram = new Histogram();
      fc.assert(
        fc.property(
          firstDays,
          stocks,
          fc.array(jointSteps, { minLength, maxLength: minLength + 20, size: 'max' }),
          (day, stock, script) => histogram.add(walked(day, stock, policy, script), script.length),
        ),
        { numRuns },
      );
      expect(histogram.done('buy')).toBeGreaterThan(numRuns);
      if (!isLong) return;
      console.log(`${name}: ${histogram.told()}`);
      for (const what of everything)
        expect([what, histogram.done(what) > numRuns / 40]).toEqual([what, true]);
    });
  },
);
