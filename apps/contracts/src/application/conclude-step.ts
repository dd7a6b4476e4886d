import type { Instant, Refusal } from '@reservoir/kernel';
import { type Assignment, type AssignmentLine, type Step, poolOf } from '../domain/assignment.js';
import { type Client, released, settled } from '../domain/client.js';
import { type Contract, activated, cancelled, reserved } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { entitledBy, entitlementIdOf, noEntitlement } from '../domain/entitlement.js';
import { opened, serviceIdOf } from '../domain/service.js';
import { type Outcome, versionsOf } from './outcome.js';
import type { Ports } from './ports.js';

/** Keeps a step of the saga, and does to the contracts, the client and its service what the step has come to. */
export function concluded(before: Assignment, step: Step, ports: Ports, now: Instant): Outcome {
  const { assignment, commands, turn } = step;
  if (assignment !== before) ports.assignments.save(assignment);
  switch (turn.kind) {
    case 'nothing':
      return { events: [], commands, completed: null };
    case 'held':
      return { events: hold(assignment, ports), commands, completed: null };
    case 'assigned':
      return { ...activate(assignment, ports, now), commands };
    case 'cancelled':
      return { ...undo(assignment, turn.refusal, ports, now), commands };
  }
}

function hold(assignment: Assignment, ports: Ports): readonly ContractsEvent[] {
  return assignment.lines.map((line) => {
    const contract = reserved(contractOf(line, ports));
    ports.contracts.save(contract);
    return { type: 'ContractReserved', contract };
  });
}

/** Contracts come last: whoever has read them has the service and the entitlements too. */
function activate(assignment: Assignment, ports: Ports, now: Instant): Omit<Outcome, 'commands'> {
  const contracts = assignment.lines.map((line) => activated(contractOf(line, ports), line.picks, now));
  contracts.forEach((contract) => ports.contracts.save(contract));
  ports.clients.save(settled(clientOf(assignment, ports), assignment.id));
  return {
    events: [
      ...openService(assignment, ports),
      ...contracts.map((contract) => entitle(contract, clientOf(assignment, ports), ports)),
      ...contracts.map((contract) => ({ type: 'ContractActivated' as const, contract })),
    ],
    completed: {
      operationId: assignment.id,
      contractId: assignment.productContractId,
      refusal: null,
      contracts: versionsOf(contracts),
      pools: assignment.lines.flatMap((line) =>
        line.poolVersion === null ? [] : [{ pool: poolOf(assignment, line), version: line.poolVersion }],
      ),
    },
  };
}

/** The contracts were never active; their family is free again unless others hold it (CT-4, CT-5). */
function undo(
  assignment: Assignment,
  refusal: Refusal,
  ports: Ports,
  now: Instant,
): Omit<Outcome, 'commands'> {
  const contracts = assignment.lines.map((line) => cancelled(contractOf(line, ports), refusal, now));
  contracts.forEach((contract) => ports.contracts.save(contract));
  const ids = contracts.map((contract) => contract.id);
  ports.clients.save(released(clientOf(assignment, ports), assignment.id, ids));
  return {
    events: contracts.map((contract) => ({ type: 'ContractCancelled', contract })),
    completed: {
      operationId: assignment.id,
      contractId: null,
      refusal,
      contracts: versionsOf(contracts),
      pools: [],
    },
  };
}

function openService(assignment: Assignment, ports: Ports): readonly ContractsEvent[] {
  if (assignment.opens === null) return [];
  const before = ports.services.find(serviceIdOf(assignment.customerId, assignment.product));
  const service = opened(before, assignment, assignment.opens);
  ports.services.save(service);
  return [{ type: 'ServiceChanged', service }];
}

function entitle(contract: Contract, { suspension }: Client, ports: Ports): ContractsEvent {
  const { customerId } = contract;
  const [{ sku }] = contract.periods;
  const before = ports.entitlements.find(entitlementIdOf(customerId, sku));
  const entitlement = entitledBy(before ?? noEntitlement(customerId, sku), contract, suspension);
  ports.entitlements.save(entitlement);
  return { type: 'EntitlementChanged', entitlement };
}

function contractOf(line: AssignmentLine, ports: Ports): Contract {
  const contract = ports.contracts.find(line.contractId);
  if (!contract) throw new Error(`there is no contract ${line.contractId}`);
  return contract;
}

function clientOf({ customerId }: Assignment, ports: Ports): Client {
  const client = ports.clients.find(customerId);
  if (!client) throw new Error(`there is no client ${customerId}`);
  return client;
}
