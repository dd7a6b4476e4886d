import type { Instant } from '@reservoir/kernel';
import { answered } from '../domain/assignment-answered.js';
import type { PoolAnswer } from '../domain/license-pool.js';
import { concluded } from './conclude-step.js';
import type { Outcome } from './outcome.js';
import type { Ports } from './ports.js';

/** Takes a pool's answer into its assignment (CT-4); undefined when there is no such assignment. */
export function answerAssignment(answer: PoolAnswer, ports: Ports, now: Instant): Outcome | undefined {
  const assignment = ports.assignments.find(answer.holder.assignmentId);
  return assignment && concluded(assignment, answered(assignment, answer, now), ports, now);
}
