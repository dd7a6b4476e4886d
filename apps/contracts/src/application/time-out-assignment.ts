import type { Instant } from '@reservoir/kernel';
import { timedOut } from '../domain/assignment-undone.js';
import { concluded } from './carry-out.js';
import { type Outcome, nothing } from './outcome.js';
import type { Ports } from './ports.js';

/** Names the assignment and the deadline that it had: any other state makes it a no-op. */
export interface TimeOutAssignment {
  readonly assignmentId: string;
  readonly deadline: Instant;
}

/** Cancels an assignment that is not whole at its deadline (CT-4). */
export function timeOutAssignment(command: TimeOutAssignment, ports: Ports, now: Instant): Outcome {
  const assignment = ports.assignments.find(command.assignmentId);
  return assignment
    ? concluded(assignment, timedOut(assignment, command.deadline, now), ports, now)
    : nothing;
}
