import { type Instant, type Refusal, type UtcDay, idFor, plusMs, startOfDay } from '@reservoir/kernel';
import type { GrantedPick, Holder, PoolCommand, PoolKey } from './license-pool.js';
import type { Patch } from './patch.js';
import type { Draw, Notice, Plan, Recovery, ServiceChange } from './plan.js';

/**
 * How far one SKU of an assignment is: waiting its turn, asked of its pool, held, being committed, assigned; and once
 * the assignment is cancelled: withdrawn (the answer to what was asked is still to come), recalled (the answer to the
 * commit is still to come) and undone.
 */
export type LineState =
  'waiting' | 'asked' | 'held' | 'committing' | 'assigned' | 'withdrawn' | 'recalled' | 'undone';

/** One draw of an assignment, and what its pool said. */
export interface AssignmentLine extends Draw {
  readonly reservationId: string;
  readonly state: LineState;
  /** What the pool assigned; empty before. */
  readonly picks: readonly GrantedPick[];
  /** Of the pool's last answer. */
  readonly poolVersion: number | null;
}

/** A recovery of an assignment; `poolVersion` is null until its pool has answered. */
export interface RecoveryLine extends Recovery {
  readonly poolVersion: number | null;
  /** Why the pool did not do it (invariant 2). */
  readonly refusal?: Refusal;
}

/** The saga that carries a plan out: whole, or not at all (CT-4). It turns licences of pools into contracts. */
export interface Assignment {
  /** The operation's id. */
  readonly id: string;
  readonly version: number;
  readonly customerId: string;
  readonly partnerId: string;
  readonly distributorId: string;
  readonly familyId: string;
  /** The contract that answers the operation. */
  readonly resourceId: string;
  readonly isAwaited: boolean;
  /** The operation's UTC day (CT-19). */
  readonly day: UtcDay;
  /** Contracts that it makes. */
  readonly draftIds: readonly string[];
  /** What becomes of contracts once every line is assigned. */
  readonly patches: readonly Patch[];
  readonly services: readonly ServiceChange[];
  readonly usesFull: boolean;
  readonly notices: readonly Notice[];
  /** In SKU order; one line is drawn in one step, several are reserved one after the other. */
  readonly lines: readonly AssignmentLine[];
  readonly recoveries: readonly RecoveryLine[];
  /** `recovering`: carried out, but for the answers of pools to its recoveries. */
  readonly state: 'open' | 'recovering' | 'activated' | 'cancelled';
  /** From this instant on, what is not whole is cancelled. */
  readonly deadline: Instant;
  readonly endedAt: Instant | null;
}

/** What the assignment has come to, for its contracts. */
export type Turn =
  | { readonly kind: 'nothing' }
  /** Every line is held. */
  | { readonly kind: 'held' }
  /** Every line is assigned: the patches are applied. */
  | { readonly kind: 'assigned' }
  /** Every pool has answered to the recoveries. */
  | { readonly kind: 'recovered' }
  /** Everything is or will be given back: the new contracts are cancelled, the others stay as they are. */
  | { readonly kind: 'cancelled'; readonly refusal: Refusal };

/** One step of the saga: its state, what to ask of the pools, and what it means for the contracts. */
export interface Step {
  readonly assignment: Assignment;
  readonly commands: readonly PoolCommand[];
  readonly turn: Turn;
}

/** A reservation is held as long (PO-4). */
const patienceMs = 15 * 60_000;

/** When an assignment that is decided now runs out of time. */
export const deadlineOf = (now: Instant): Instant => plusMs(now, patienceMs);

/** The saga of a plan, before its first step. */
export function assignmentOf(plan: Plan, now: Instant): Assignment {
  const { operationId, customerId, partnerId, distributorId, familyId, resourceId, isAwaited, day } = plan;
  const { patches, services, usesFull, notices } = plan;
  const lines = plan.draws.map((draw) => ({
    ...draw,
    reservationId: idFor('reservation', operationId, draw.contractId, draw.sku),
    state: 'waiting' as const,
    picks: [],
    poolVersion: null,
  }));
  return {
    ...{ id: operationId, version: 0, customerId, partnerId, distributorId, familyId, resourceId },
    ...{ isAwaited, day, draftIds: plan.drafts.map(({ id }) => id) },
    ...{ patches, services, usesFull, notices },
    lines: lines.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    recoveries: plan.recoveries.map((recovery) => ({ ...recovery, poolVersion: null })),
    state: 'open',
    deadline: deadlineOf(now),
    endedAt: null,
  };
}

const keyOf = ({ sku, contractId }: Draw): string => `${sku} ${contractId}`;

export const poolOf = (assignment: Assignment, line: Draw): PoolKey => ({
  partnerId: assignment.partnerId,
  sku: line.sku,
  term: line.term,
});

export const holderOf = (
  assignment: Assignment,
  { contractId }: { readonly contractId: string },
): Holder => ({
  assignmentId: assignment.id,
  customerId: assignment.customerId,
  contractId,
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

/** The first step: one SKU is drawn at once, of several the first is reserved (CT-4); without any, all is assigned. */
export function started(assignment: Assignment, now: Instant): Step {
  const [first] = assignment.lines;
  if (first === undefined) return wholeAt({ ...assignment, version: assignment.version + 1 }, now);
  const command: PoolCommand =
    assignment.lines.length > 1
      ? reserve(assignment, first)
      : {
          type: 'DrawLicenses',
          pool: poolOf(assignment, first),
          holder: holderOf(assignment, first),
          ...askedOf(first),
          periodEnd: startOfDay(first.end),
        };
  return {
    assignment: withLine(assignment, { ...first, state: 'asked' }),
    commands: [command],
    turn: { kind: 'nothing' },
  };
}

/** Every line is assigned: the recoveries are sent, and without any it has ended. */
export function wholeAt(assignment: Assignment, now: Instant): Step {
  const { recoveries } = assignment;
  const ends = recoveries.length === 0;
  return {
    assignment: { ...assignment, state: ends ? 'activated' : 'recovering', endedAt: ends ? now : null },
    commands: recoveries.map(({ id: recoveryId, pool, back, retired, contractId }) => ({
      type: 'RecoverLicenses',
      pool,
      recoveryId,
      holder: holderOf(assignment, { contractId }),
      back,
      retired,
    })),
    turn: { kind: 'assigned' },
  };
}

/** Reserve the licences of a line. */
export const reserve = (assignment: Assignment, line: AssignmentLine): PoolCommand => ({
  type: 'ReserveLicenses',
  pool: poolOf(assignment, line),
  reservationId: line.reservationId,
  holder: holderOf(assignment, line),
  ...askedOf(line),
});

/** How many licences, of how many lots. */
const askedOf = ({ quantity, lotsMost }: Draw) => ({
  quantity,
  ...(lotsMost === undefined ? {} : { lotsMost }),
});

/** Commit the reservation of a line. */
export const commit = (assignment: Assignment, line: AssignmentLine): PoolCommand => ({
  type: 'CommitReservation',
  pool: poolOf(assignment, line),
  reservationId: line.reservationId,
  holder: holderOf(assignment, line),
  periodEnd: startOfDay(line.end),
});
