import { type Instant, type Refusal, type Term, type UtcDay, plusMs, startOfDay } from '@reservoir/kernel';
import type { Mode } from './contract.js';
import type { Holder, Pick, PoolCommand, PoolKey } from './license-pool.js';
import type { ServiceSettings } from './service.js';

/**
 * How far one SKU of an assignment is: waiting its turn, asked of its pool, held, being committed, assigned; and once
 * the assignment is cancelled: withdrawn (the answer to what was asked is still to come), recalled (the answer to the
 * commit is still to come) and undone.
 */
export type LineState =
  'waiting' | 'asked' | 'held' | 'committing' | 'assigned' | 'withdrawn' | 'recalled' | 'undone';

/** One SKU of an assignment: the contract that it is for, and what its pool said. */
export interface AssignmentLine {
  readonly sku: string;
  readonly contractId: string;
  readonly reservationId: string;
  readonly state: LineState;
  /** What the pool assigned; empty before. */
  readonly picks: readonly Pick[];
  /** Of the pool's last answer. */
  readonly poolVersion: number | null;
}

/** The saga that turns licences of pools into contracts: whole, or not at all (CT-4). */
export interface Assignment {
  /** The operation's id. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly partnerId: string;
  readonly familyId: string;
  readonly mode: Mode;
  readonly product: string;
  readonly productContractId: string;
  readonly term: Term;
  /** Of every line (CT-13). */
  readonly quantity: number;
  /** The end of the period: licences assigned at or after it would be spent for nothing (CT-4). */
  readonly end: UtcDay;
  /** What the first contract of a service chose; null for a further one. */
  readonly opens: ServiceSettings | null;
  /** In SKU order; one line is drawn in one step, several are reserved one after the other. */
  readonly lines: readonly AssignmentLine[];
  readonly state: 'open' | 'activated' | 'cancelled';
  /** From this instant on, what is not whole is cancelled. */
  readonly deadline: Instant;
  readonly endedAt: Instant | null;
}

/** What the assignment has come to, for its contracts. */
export type Turn =
  | { readonly kind: 'nothing' }
  /** Every line is held. */
  | { readonly kind: 'held' }
  /** Every line is assigned: the contracts become active. */
  | { readonly kind: 'assigned' }
  /** Everything is or will be given back: the contracts are cancelled. */
  | { readonly kind: 'cancelled'; readonly refusal: Refusal };

/** One step of the saga: its state, what to ask of the pools, and what it means for the contracts. */
export interface Step {
  readonly assignment: Assignment;
  readonly commands: readonly PoolCommand[];
  readonly turn: Turn;
}

/** A reservation is held as long (PO-4). */
const patienceMs = 15 * 60_000;

/** When an assignment that is drafted now runs out of time. */
export const deadlineOf = (now: Instant): Instant => plusMs(now, patienceMs);

export const poolOf = (assignment: Assignment, line: AssignmentLine): PoolKey => ({
  partnerId: assignment.partnerId,
  sku: line.sku,
  term: assignment.term,
});

export const holderOf = (assignment: Assignment, line: AssignmentLine): Holder => ({
  assignmentId: assignment.id,
  customerId: assignment.customerId,
  contractId: line.contractId,
});

/** The assignment with changed lines. */
export const withLines = (assignment: Assignment, lines: readonly AssignmentLine[]): Assignment => ({
  ...assignment,
  version: assignment.version + 1,
  lines,
});

/** The assignment with one line changed. */
export const withLine = (assignment: Assignment, changed: AssignmentLine): Assignment =>
  withLines(
    assignment,
    assignment.lines.map((line) => (line.contractId === changed.contractId ? changed : line)),
  );

/** Nothing to ask, and nothing new for the contracts. */
export const waits = (assignment: Assignment): Step => ({
  assignment,
  commands: [],
  turn: { kind: 'nothing' },
});

/** The first step: one SKU is drawn at once, of several the first is reserved (CT-4). */
export function started(assignment: Assignment): Step {
  const [first] = assignment.lines;
  if (first === undefined) throw new Error(`assignment ${assignment.id} has no line`);
  const command: PoolCommand =
    assignment.lines.length > 1
      ? reserve(assignment, first)
      : {
          type: 'DrawLicenses',
          pool: poolOf(assignment, first),
          holder: holderOf(assignment, first),
          quantity: assignment.quantity,
          periodEnd: startOfDay(assignment.end),
        };
  return {
    assignment: withLine(assignment, { ...first, state: 'asked' }),
    commands: [command],
    turn: { kind: 'nothing' },
  };
}

/** Reserve the licences of a line. */
export const reserve = (assignment: Assignment, line: AssignmentLine): PoolCommand => ({
  type: 'ReserveLicenses',
  pool: poolOf(assignment, line),
  reservationId: line.reservationId,
  holder: holderOf(assignment, line),
  quantity: assignment.quantity,
});

/** Commit the reservation of a line. */
export const commit = (assignment: Assignment, line: AssignmentLine): PoolCommand => ({
  type: 'CommitReservation',
  pool: poolOf(assignment, line),
  reservationId: line.reservationId,
  holder: holderOf(assignment, line),
  periodEnd: startOfDay(assignment.end),
});
