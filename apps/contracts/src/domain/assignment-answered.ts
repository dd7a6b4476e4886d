import { type Instant, startOfDay } from '@reservoir/kernel';
import {
  type Assignment,
  type AssignmentLine,
  type LineState,
  type Step,
  commit,
  reserve,
  waits,
  wholeAt,
  withLine,
  withLines,
} from './assignment.js';
import { cancel, cancelRefused, late } from './assignment-undone.js';
import { periodOver } from './contracts.rejections.js';
import type { GrantedPick, PoolAnswer, RecoveryAnswer } from './license-pool.js';

/** What a line must be waiting for to take an answer; anything else is a repeat. */
const expected: Readonly<Record<PoolAnswer['type'], LineState>> = {
  LicensesDrawn: 'asked',
  DrawRefused: 'asked',
  ReservationAccepted: 'asked',
  ReservationRefused: 'asked',
  ReservationCommitted: 'committing',
  CommitRefused: 'committing',
};

/**
 * Takes a pool's answer (CT-4): goes on, completes, or gives everything back. A repeated answer changes nothing; one that
 * arrives after the cancellation is given back in full.
 */
export function answered(assignment: Assignment, answer: PoolAnswer, now: Instant): Step {
  const line = assignment.lines.find((one) => one.contractId === answer.holder.contractId);
  if (!line) throw new Error(`assignment ${assignment.id} has no contract ${answer.holder.contractId}`);
  if (assignment.state === 'cancelled') return late(assignment, line, answer);
  if (line.state !== expected[answer.type]) return waits(assignment);
  const heard = { ...line, poolVersion: answer.poolVersion };
  switch (answer.type) {
    case 'LicensesDrawn':
    case 'ReservationCommitted':
      return assigned(assignment, heard, answer.picks, now);
    case 'ReservationAccepted':
      return held(assignment, heard);
    case 'DrawRefused':
    case 'ReservationRefused':
    case 'CommitRefused':
      return cancelRefused(withLine(assignment, heard), heard, answer.refusal, now);
  }
}

/** One pool after the other in SKU order; when all are held, all are committed. */
function held(before: Assignment, line: AssignmentLine): Step {
  const assignment = withLine(before, { ...line, state: 'held' });
  const next = assignment.lines.find((one) => one.state === 'waiting');
  if (next !== undefined) {
    return {
      assignment: withLine(assignment, { ...next, state: 'asked' }),
      commands: [reserve(assignment, next)],
      turn: { kind: 'nothing' },
    };
  }
  const lines = assignment.lines.map((one) => ({ ...one, state: 'committing' as const }));
  return {
    assignment: withLines(assignment, lines),
    commands: lines.map((one) => commit(assignment, one)),
    turn: { kind: 'held' },
  };
}

/** Whole when every line is assigned, unless a period is over by then: licences would be spent and never entitled. */
function assigned(
  before: Assignment,
  line: AssignmentLine,
  picks: readonly GrantedPick[],
  now: Instant,
): Step {
  const assignment = withLine(before, { ...line, state: 'assigned', picks });
  if (assignment.lines.some((one) => one.state !== 'assigned')) return waits(assignment);
  const over = assignment.lines.find(({ end }) => now >= startOfDay(end));
  return over ? cancel(assignment, periodOver(over.end), now) : wholeAt(assignment, now);
}

/** Takes a pool's answer to a recovery; a repeated one changes nothing. A refused one is waited for no longer. */
export function recoveryAnswered(assignment: Assignment, answer: RecoveryAnswer, now: Instant): Step {
  const waiting = assignment.recoveries.find(({ id }) => id === answer.recoveryId);
  if (waiting?.poolVersion !== null || assignment.state !== 'recovering') return waits(assignment);
  const refused = answer.type === 'RecoveryRefused' ? { refusal: answer.refusal } : {};
  const recoveries = assignment.recoveries.map((one) =>
    one === waiting ? { ...one, poolVersion: answer.poolVersion ?? 0, ...refused } : one,
  );
  const heard = { ...assignment, version: assignment.version + 1, recoveries };
  if (recoveries.some(({ poolVersion }) => poolVersion === null)) return waits(heard);
  return {
    assignment: { ...heard, state: 'activated', endedAt: now },
    commands: [],
    turn: { kind: 'recovered' },
  };
}
