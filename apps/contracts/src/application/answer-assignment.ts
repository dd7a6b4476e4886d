import type { Instant } from '@reservoir/kernel';
import { answered, recoveryApplied } from '../domain/assignment-answered.js';
import type { PoolAnswer, RecoveryApplied } from '../domain/license-pool.js';
import { concluded } from './carry-out.js';
import { type Outcome, nothing } from './outcome.js';
import type { Ports } from './ports.js';

/** Takes a pool's answer into its assignment (CT-4); undefined when there is no such assignment. */
export function answerAssignment(answer: PoolAnswer, ports: Ports, now: Instant): Outcome | undefined {
  const assignment = ports.assignments.find(answer.holder.assignmentId);
  return assignment && concluded(assignment, answered(assignment, answer, now), ports, now);
}

/** A pool has done a recovery; one that nobody waits for, of a period that is over, needs nothing more (PO-12). */
export function recoveryWasApplied(answer: RecoveryApplied, ports: Ports, now: Instant): Outcome {
  const assignment = ports.assignments.find(answer.holder.assignmentId);
  return assignment ? concluded(assignment, recoveryApplied(assignment, answer, now), ports, now) : nothing;
}
