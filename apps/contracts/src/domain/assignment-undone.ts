import type { Instant, Refusal } from '@reservoir/kernel';
import {
  type Assignment,
  type AssignmentLine,
  type LineState,
  type Step,
  holderOf,
  poolOf,
  waits,
  withLine,
  withLines,
} from './assignment.js';
import { assignmentTimedOut } from './contracts.rejections.js';
import type { Pick, PoolAnswer, PoolCommand } from './license-pool.js';

/** Where a line goes when its assignment is cancelled: it waits for the answer that is still to come. */
const cancelledState: Readonly<Record<LineState, LineState>> = {
  waiting: 'undone',
  asked: 'withdrawn',
  held: 'undone',
  committing: 'recalled',
  assigned: 'undone',
  withdrawn: 'withdrawn',
  recalled: 'recalled',
  undone: 'undone',
};

/**
 * Ends the assignment in nothing: what is assigned is returned in full, what is held or being committed is released
 * (a release does nothing to what its commit, sent before, has assigned: that is returned when its answer arrives) (CT-4).
 */
export function cancel(assignment: Assignment, refusal: Refusal, now: Instant): Step {
  const lines = assignment.lines.map((line) => ({ ...line, state: cancelledState[line.state] }));
  return {
    assignment: { ...withLines(assignment, lines), state: 'cancelled', endedAt: now },
    commands: assignment.lines.flatMap((line) => givenBack(assignment, line)),
    turn: { kind: 'cancelled', refusal },
  };
}

/** Cancels as `cancel` does; the line was refused, so that no answer of it is to come. */
export function cancelRefused(
  assignment: Assignment,
  line: AssignmentLine,
  refusal: Refusal,
  now: Instant,
): Step {
  const step = cancel(assignment, refusal, now);
  const lines = step.assignment.lines.map((one) =>
    one.contractId === line.contractId ? { ...one, state: 'undone' as const } : one,
  );
  return { ...step, assignment: { ...step.assignment, lines } };
}

/** Cancels an assignment that is past its deadline and not whole; anything else stays as it is (CT-4). */
export function timedOut(assignment: Assignment, deadline: Instant, now: Instant): Step {
  const due = assignment.state === 'open' && assignment.deadline === deadline && now >= deadline;
  return due ? cancel(assignment, assignmentTimedOut, now) : waits(assignment);
}

/** What a line of a cancelled assignment waits for; anything else is a repeat, after which the true answer still comes. */
const stillToCome: Readonly<Record<PoolAnswer['type'], LineState>> = {
  LicensesDrawn: 'withdrawn',
  DrawRefused: 'withdrawn',
  ReservationAccepted: 'withdrawn',
  ReservationRefused: 'withdrawn',
  ReservationCommitted: 'recalled',
  CommitRefused: 'recalled',
};

/** An answer to a cancelled assignment: what it grants is given back in full, once (CT-4). */
export function late(assignment: Assignment, line: AssignmentLine, answer: PoolAnswer): Step {
  if (line.state !== stillToCome[answer.type]) return waits(assignment);
  return {
    assignment: withLine(assignment, { ...line, state: 'undone', poolVersion: answer.poolVersion }),
    commands: lateCommands(assignment, line, answer),
    turn: { kind: 'nothing' },
  };
}

function lateCommands(
  assignment: Assignment,
  line: AssignmentLine,
  answer: PoolAnswer,
): readonly PoolCommand[] {
  switch (answer.type) {
    case 'LicensesDrawn':
    case 'ReservationCommitted':
      return [returned(assignment, line, answer.picks)];
    case 'ReservationAccepted':
      return [releasedLine(assignment, line)];
    case 'DrawRefused':
    case 'ReservationRefused':
    case 'CommitRefused':
      return [];
  }
}

function givenBack(assignment: Assignment, line: AssignmentLine): readonly PoolCommand[] {
  switch (line.state) {
    case 'held':
    case 'committing':
      return [releasedLine(assignment, line)];
    case 'assigned':
      return [returned(assignment, line, line.picks)];
    case 'waiting':
    case 'asked':
    case 'withdrawn':
    case 'recalled':
    case 'undone':
      return [];
  }
}

const releasedLine = (assignment: Assignment, line: AssignmentLine): PoolCommand => ({
  type: 'ReleaseReservation',
  pool: poolOf(assignment, line),
  reservationId: line.reservationId,
});

const returned = (assignment: Assignment, line: AssignmentLine, picks: readonly Pick[]): PoolCommand => ({
  type: 'ReturnLicenses',
  pool: poolOf(assignment, line),
  holder: holderOf(assignment, line),
  picks,
});
