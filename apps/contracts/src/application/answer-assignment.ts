import type { Instant } from '@reservoir/kernel';
import { answered, recoveryAnswered } from '../domain/assignment-answered.js';
import type { PoolAnswer, RecoveryAnswer, RecoveryRefused } from '../domain/license-pool.js';
import { noticeOfRefusedRecovery } from '../domain/recovery/recovery-refused.js';
import { concluded } from './carry-out.js';
import { type Outcome, both, nothing } from './outcome.js';
import type { Ports } from './ports.js';

/** Takes a pool's answer into its assignment (CT-4); undefined when there is no such assignment. */
export function answerAssignment(answer: PoolAnswer, ports: Ports, now: Instant): Outcome | undefined {
  const assignment = ports.assignments.find(answer.holder.assignmentId);
  return assignment && concluded(assignment, answered(assignment, answer, now), ports, now);
}

/**
 * A pool has answered to a recovery; one that nobody waits for, of a period that is over, needs nothing more (PO-12). A refused
 * one is told to whoever watches: an invariant is broken.
 */
export function recoveryWasAnswered(answer: RecoveryAnswer, ports: Ports, now: Instant): Outcome {
  const assignment = ports.assignments.find(answer.holder.assignmentId);
  const step = assignment && recoveryAnswered(assignment, answer, now);
  const isRepeat = step !== undefined && step.assignment === assignment;
  const told =
    answer.type === 'RecoveryRefused' && !isRepeat ? { ...nothing, events: [alarm(answer)] } : nothing;
  return step ? both(told, concluded(assignment, step, ports, now)) : told;
}

const alarm = (answer: RecoveryRefused) => ({
  type: 'NoticeGiven' as const,
  customerId: answer.holder.customerId,
  notice: noticeOfRefusedRecovery(answer),
});
