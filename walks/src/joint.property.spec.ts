import { describe, expect, it } from '@jest/globals';
import { firstDays } from '@reservoir/contracts/testing/family-steps';
import { proratedThroughout, sevenDays } from '@reservoir/contracts/testing/policies';
import { sequences } from '@reservoir/testing/properties';
import * as fc from 'fast-check';
import { Histogram } from './histogram.js';
import { JointInvariants } from './joint-invariants.js';
import { type JointStep, doJointStep, jointSteps } from './joint-steps.js';
import { type FirstStock, JointWalk } from './joint-walk.js';

const { numRuns, minLength } = sequences(25);
const stocks = fc.constantFrom<FirstStock>([4, 25, 400], [3, 9], [5, 30]);

function walked(
  day: string,
  stock: FirstStock,
  policy: typeof sevenDays,
  script: readonly JointStep[],
): JointWalk {
  const walk = new JointWalk(day, stock).withPolicy(policy);
  const invariants = new JointInvariants(walk);
  for (const step of script) {
    doJointStep(walk, step);
    const faults = invariants.faults();
    if (faults.length > 0) expect([step, ...faults]).toEqual([step]);
  }
  walk.settle();
  expect([...invariants.faults(), ...invariants.pastFaults()]).toEqual([]);
  return walk;
}

describe.each([
  ['prorated', proratedThroughout],
  ['7 days', sevenDays],
])('companies, pools and contracts together, in any order, under the policy “%s”', (name, policy) => {
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
    histogram.tell(name);
  });
});
