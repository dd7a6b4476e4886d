import { sum } from '../crash/databases.js';
import type { AssignmentRow, ContractRow, Evidence, OperationRow } from './evidence.js';
import { sumsOf } from './faults-of-pools.js';

/** Invariants 4 and 5; each saga ended whole or undone, and its operation was answered so. */
export const faultsOfContracts = (evidence: Evidence): string[] => [
  ...evidence.contracts.flatMap(faultsOfPeriods),
  ...faultsOfClaims(evidence),
  ...faultsOfSagas(evidence),
  ...faultsOfAnswers(evidence),
];

/** Being assigned or live: what a claim lists. */
const isHeld = ({ state }: ContractRow): boolean =>
  ['draft', 'reserved', 'scheduled', 'active'].includes(state);

function faultsOfPeriods({ _id, mode, state, periods }: ContractRow): string[] {
  if (mode !== 'commercial' || (state !== 'active' && state !== 'scheduled')) return [];
  return periods
    .filter(({ quantity, batches }) => sum(batches.map((batch) => batch.quantity)) !== quantity)
    .map(({ quantity }) => `invariant 4: contract ${_id} has other batches than ${quantity} licences`);
}

function faultsOfClaims({ clients, contracts }: Evidence): string[] {
  const listed = clients.flatMap(({ _id, claims }) =>
    claims.flatMap(({ familyId, mode, contracts: own }) =>
      own.map(({ id }) => `${_id} ${familyId} ${mode} ${id}`),
    ),
  );
  const held = contracts
    .filter(isHeld)
    .map(({ _id, customerId, familyId, mode }) => `${customerId} ${familyId} ${mode} ${_id}`);
  const claims = clients.flatMap(({ _id, claims: own }) =>
    own.map(({ familyId, mode }) => `${_id} ${familyId} ${mode}`),
  );
  const products = new Map(
    clients.flatMap(({ _id, claims: own }) =>
      own.map((one) => [`${_id} ${one.familyId} ${one.mode}`, one.product]),
    ),
  );
  return [
    ...notIn(held, listed).map((one) => `invariant 5: no claim lists ${one}`),
    ...notIn(listed, held).map((one) => `invariant 5: a claim lists ${one}`),
    ...[...sumsOf(claims.map((claim) => [claim, 1] as const))]
      .filter(([, count]) => count > 1)
      .map(([claim]) => `invariant 5: two claims ${claim}`),
    ...contracts
      .filter(isHeld)
      .filter((one) => products.get(`${one.customerId} ${one.familyId} ${one.mode}`) !== one.product)
      .map(({ _id }) => `invariant 5: contract ${_id} is of another product than its claim`),
  ];
}

const notIn = (these: readonly string[], those: readonly string[]): string[] => {
  const known = new Set(those);
  return these.filter((one) => !known.has(one));
};

function faultsOfSagas({ assignments, contracts }: Evidence): string[] {
  const byId = new Map(contracts.map((contract) => [contract._id, contract]));
  return assignments.flatMap((assignment) => {
    const drafts = assignment.draftIds.map((id) => byId.get(id));
    return isWhole(assignment, drafts) || isUndone(assignment, drafts)
      ? []
      : [`saga ${assignment._id} is neither whole nor undone: ${JSON.stringify(assignment)}`];
  });
}

const isWhole = ({ state, lines }: AssignmentRow, drafts: readonly (ContractRow | undefined)[]): boolean =>
  state === 'activated' &&
  lines.every((line) => line.state === 'assigned') &&
  drafts.every((draft) => draft && (draft.activatedAt !== null || draft.state === 'scheduled'));

const isUndone = ({ state, lines }: AssignmentRow, drafts: readonly (ContractRow | undefined)[]): boolean =>
  state === 'cancelled' &&
  lines.every((line) => line.state === 'undone') &&
  drafts.every((draft) => draft?.state === 'cancelled' && draft.activatedAt === null);

/** Every operation was answered; done ⇔ its saga is whole, refused ⇔ there is none, or it is undone. */
function faultsOfAnswers({ operations, assignments }: Evidence): string[] {
  const states = new Map(assignments.map(({ _id, state }) => [_id, state]));
  return operations.flatMap((operation) => {
    const state = states.get(operation._id);
    return isTrue(operation, state)
      ? []
      : [`${operation.correlationId}: told ${operation.state}, and the saga is ${state ?? 'not there'}`];
  });
}

function isTrue({ state, correlationId }: OperationRow, saga: AssignmentRow['state'] | undefined): boolean {
  if (state === 'pending') return false;
  if (state === 'refused') return saga === undefined || saga === 'cancelled';
  // What draws nothing is done in one step, and leaves no saga.
  return saga === 'activated' || (saga === undefined && !correlationId.startsWith('assignment.'));
}
