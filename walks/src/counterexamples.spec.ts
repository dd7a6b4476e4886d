import { describe, expect, it } from '@jest/globals';
import { policies } from '@reservoir/contracts/testing/family-steps';
import { JointInvariants } from './joint-invariants.js';
import { type JointStep, doJointStep } from './joint-steps.js';
import { JointWalk } from './joint-walk.js';

/** A step of a walk; its numbers choose among what there is. */
const step = (what: JointStep['what'], [a, c, d]: readonly [number, number, number] = [0, 0, 0]): JointStep =>
  ({ what, a, b: 0, c, d, cascade: false, arrives: 'all', lane: 0 }) as JointStep;

describe('walks that broke an invariant, or its measure', () => {
  it('CT-11 the debt of a grouping lapses with its contract, also when that is over before anybody has looked (CT-8)', () => {
    const walk = new JointWalk('2026-11-21T12:00:00Z', [4, 25, 400]).withPolicy(policies['7 days']);
    const invariants = new JointInvariants(walk);
    const script: readonly JointStep[] = [
      ...[step('fewer'), step('more', [5, 0, 1]), step('pass', [0, 10, 0]), step('fewer', [6, 0, 0])],
      ...[step('more', [0, 21, 1]), step('schedule', [0, 10, 1]), { ...step('unschedule'), arrives: 0 }],
      ...[step('pass'), step('schedule')],
    ];
    for (const one of script) {
      doJointStep(walk, one);
      expect(invariants.faults()).toEqual([]);
    }
    expect(walk.ports.contracts.all()).toContainEqual(expect.objectContaining({ state: 'expired', debt: 1 }));
  });
});
