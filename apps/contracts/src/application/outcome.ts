import type { Refusal } from '@reservoir/kernel';
import type { AssignLicenses } from '../domain/assign-licenses.js';
import type { Contract } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import type { PoolCommand, PoolKey } from '../domain/license-pool.js';
import type { Plan } from '../domain/plan.js';

/** How an operation ended; the caller may read its own write once these versions are applied. */
export interface Completion {
  readonly operationId: string;
  /** The contract that answers it; null when refused. */
  readonly contractId: string | null;
  readonly refusal: Refusal | null;
  readonly contracts: readonly { readonly id: string; readonly version: number }[];
  readonly pools: readonly { readonly pool: PoolKey; readonly version: number }[];
}

/** What a use case leaves to be published, in this order. */
export interface Outcome {
  /** What an operation is going to do, itemised (CT-18). */
  readonly planned?: Plan;
  readonly commands: readonly PoolCommand[];
  readonly events: readonly ContractsEvent[];
  readonly completed: Completion | null;
}

/** Nothing happened. */
export const nothing: Outcome = { events: [], commands: [], completed: null };

/** One outcome after another. */
export const both = (first: Outcome, second: Outcome): Outcome => ({
  ...first,
  ...second,
  events: [...first.events, ...second.events],
  commands: [...first.commands, ...second.commands],
  completed: second.completed ?? first.completed,
});

/** An operation is refused; whatever it began is undone. */
export const refusedWith = (operationId: string, refusal: Refusal): Completion => ({
  operationId,
  contractId: null,
  refusal,
  contracts: [],
  pools: [],
});

/** Refused before anything was drafted; a fact like any other. */
export const rejected = (command: AssignLicenses, refusal: Refusal): Outcome => ({
  events: [{ type: 'ContractRejected', command, refusal }],
  commands: [],
  completed: refusedWith(command.operationId, refusal),
});

/** What a completion names at most: the message holds no more. */
const versionsMost = 240;

/** The versions of contracts as a completion names them. */
export const versionsOf = (contracts: readonly Contract[]): Completion['contracts'] =>
  contracts.slice(0, versionsMost).map(({ id, version }) => ({ id, version }));
