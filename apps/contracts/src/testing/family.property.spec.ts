import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sequences } from '@reservoir/testing/properties';
import { DaysConserved } from './days-conserved.js';
import { doStep, familySteps, firstDays, policies } from './family-steps.js';
import { FamilyWalk, everySku } from './family-walk.js';
import { expectInvariants, expectPoolsAgree } from './invariants.js';

const { numRuns, minLength } = sequences(25);

describe('commands on one client, in any order, over leap years and month ends', () => {
  it('invariants 2, 4, 5, 6, 9, 10 and 11 hold after every step', () => {
    fc.assert(
      fc.property(
        firstDays,
        fc.constantFrom(...Object.values(policies)),
        fc.array(familySteps, { minLength, maxLength: minLength + 20, size: 'max' }),
        (day, policy, script) => {
          const walk = new FamilyWalk(day).withPolicy(policy);
          const days = new DaysConserved(walk);
          for (const step of script) {
            doStep(walk, step);
            expectInvariants(walk);
            expect(days.faults()).toEqual([]);
          }
          expectPoolsAgree(walk, everySku);
        },
      ),
      { numRuns },
    );
  });
});
