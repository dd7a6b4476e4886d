import type { Refusal } from '@reservoir/kernel';
import type { AssignLicenses } from '../domain/assign-licenses.js';
import type { Contract } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import type { PoolCommand, PoolKey } from '../domain/license-pool.js';

/** How an operation ended; the caller may read its own write once these versions are applied. */
export interface Completion {
  readonly operationId: string;
  /** The product's contract; null when refused. */
  readonly contractId: string | null;
  readonly refusal: Refusal | null;
  readonly contracts: readonly { readonly id: string; readonly version: number }[];
  readonly pools: readonly { readonly pool: PoolKey; readonly version: number }[];
}

/** What a use case leaves to be published, in this order. */
export interface Outcome {
  readonly events: readonly ContractsEvent[];
  readonly commands: readonly PoolCommand[];
  readonly completed: Completion | null;
}

/** Nothing happened. */
export const nothing: Outcome = { events: [], commands: [], completed: null };

/** Refused before anything was drafted; a fact like any other. */
export const rejected = (command: AssignLicenses, refusal: Refusal): Outcome => ({
  events: [{ type: 'ContractRejected', command, refusal }],
  commands: [],
  completed: {
    operationId: command.operationId,
    contractId: null,
    refusal,
    contracts: [],
    pools: [],
  },
});

/** The versions of contracts as a completion names them. */
export const versionsOf = (contracts: readonly Contract[]): Completion['contracts'] =>
  contracts.map(({ id, version }) => ({ id, version }));
