import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sequences } from '@reservoir/testing/properties';
import { licencesIn } from '../domain/batch.js';
import { proratedThroughout, sevenDays } from '../domain/recovery/recovery-policy.js';
import { type FamilyStep, doStep, familySteps, firstDays } from './family-steps.js';
import { FamilyWalk, everySku } from './family-walk.js';
import { expectInvariants, expectPoolsAgree } from './invariants.js';
import { movedBy, plain, weighted, worthOfContracts } from './licence-days.js';

const { numRuns, minLength } = sequences(40);

/**
 * Invariant 10: what an operation leaves in contracts and gives back is not more than what was there and it drew. With every
 * day alike that is exact; as the page weighs them, leap days may move between batches.
 */
function expectNothingCreated(walk: FamilyWalk, step: FamilyStep): void {
  const before = [worthOfContracts(walk, plain), worthOfContracts(walk, weighted)] as const;
  const plans = walk.plans.length;
  doStep(walk, step);
  if (step.what === 'pass') return;
  const leapDays = 4 * licencesHeld(walk) + 1;
  for (const [weigh, had, slack] of [
    [plain, before[0], 0],
    [weighted, before[1], leapDays],
  ] as const) {
    const { drawn, back, usesFull } = movedBy(walk, plans, weigh);
    if (usesFull) return;
    const has = worthOfContracts(walk, weigh) + back;
    expect(has).toBeLessThanOrEqual(had + (refused(walk) ? 0 : drawn) + slack);
  }
}

const licencesHeld = (walk: FamilyWalk): number =>
  walk.ports.contracts.all().reduce((sum, { periods: [{ batches }] }) => sum + licencesIn(batches), 0);

const refused = (walk: FamilyWalk): boolean => Boolean(walk.completions.at(-1)?.refusal);

describe('commands on one family, in any order, over leap years and month ends', () => {
  it('invariants 2, 4, 5, 6, 9, 10 and 11 hold after every step', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(
        firstDays,
        fc.constantFrom(proratedThroughout, sevenDays),
        fc.array(familySteps, { minLength, maxLength: minLength + 20, size: 'max' }),
        (day, policy, script) => {
          const walk = new FamilyWalk(day).withPolicy(policy);
          for (const step of script) {
            expectNothingCreated(walk, step);
            expectInvariants(walk);
          }
          expectPoolsAgree(walk, everySku);
          for (const { type } of walk.events) reached.set(type, (reached.get(type) ?? 0) + 1);
        },
      ),
      { numRuns },
    );
    for (const type of [
      'SeatsChanged',
      'ContractsGrouped',
      'ContractUpgraded',
      'ContractCut',
      'TrialStarted',
      'ChangeScheduled',
    ])
      expect([type, reached.get(type) ?? 0]).not.toEqual([type, 0]);
  });
});
