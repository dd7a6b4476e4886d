import type { Instant, Refusal } from '@reservoir/kernel';
import { type Assignment, type Step, assignmentOf, poolOf, started } from '../domain/assignment.js';
import { type Client, newClient } from '../domain/client.js';
import { type Contract, cancelled, reserved } from '../domain/contract.js';
import type { ContractsEvent } from '../domain/contracts.events.js';
import { type Plan, nothingToDo } from '../domain/plan.js';
import { whyNotRecovered } from '../domain/recovery/recovery-refused.js';
import { serviceAfter, serviceIdOf } from '../domain/service.js';
import { appliedTo } from './apply-patches.js';
import { contractBy, contractsOf, keepFamily } from './family.js';
import { type Completion, type Outcome, both, nothing, refusedWith, versionsOf } from './outcome.js';
import type { Ports } from './ports.js';
import { renewalFailed } from './renewal-failed.js';

/**
 * Begins a plan (CT-4): its new contracts are drafted, the family is claimed and in flight (CT-19), the pools are asked; a
 * plan that needs no pool is carried out at once.
 */
export function begin(plan: Plan, ports: Ports, now: Instant): Outcome {
  if (nothingToDo(plan)) return { ...nothing, completed: answerOf(plan, ports) };
  const { drafts, operationId, familyId } = plan;
  const before = assignmentOf(plan, now);
  const step = started(before, now);
  const client = clientOf(plan, ports);
  const contracts = [...contractsOf(client, familyId, ports), ...drafts];
  const told = keepFamily(client, { familyId, contracts, begun: operationId }, ports, now);
  const drafted = drafts.map((contract) => ({ type: 'ContractDrafted' as const, contract }));
  const begun: Outcome = { ...nothing, planned: plan, events: [...told, ...drafted] };
  return both(begun, concluded(before, step, ports, now));
}

/** Keeps a step of the saga, and does to the contracts, the client and its services what the step has come to. */
export function concluded(before: Assignment, step: Step, ports: Ports, now: Instant): Outcome {
  const { assignment, commands, turn } = step;
  const isOver = assignment.state === 'activated' && before.version === 0;
  if (assignment !== before && !isOver) ports.assignments.save(assignment);
  switch (turn.kind) {
    case 'nothing':
      return { events: [], commands, completed: null };
    case 'held':
      return { events: hold(assignment, ports), commands, completed: null };
    case 'assigned':
      return { ...activate(assignment, ports, now), commands };
    case 'recovered':
      return { ...settle(assignment, ports, now), commands };
    case 'cancelled':
      return { ...undo(assignment, turn.refusal, ports, now), commands };
  }
}

function hold(assignment: Assignment, ports: Ports): readonly ContractsEvent[] {
  return assignment.draftIds.map((id) => {
    const contract = reserved(contractBy(id, ports));
    ports.contracts.save(contract);
    return { type: 'ContractReserved', contract };
  });
}

/** Contracts come last: whoever has read them has the services and the entitlements too. */
function activate(assignment: Assignment, ports: Ports, now: Instant): Omit<Outcome, 'commands'> {
  const { familyId, usesFull, customerId } = assignment;
  const client = clientOf(assignment, ports);
  const { contracts, events } = appliedTo(assignment, contractsOf(client, familyId, ports), now);
  const services = assignment.services.map((change) => {
    const id = serviceIdOf(customerId, change.product);
    const service = serviceAfter(ports.services.find(id), customerId, change);
    ports.services.save(service);
    return { type: 'ServiceChanged' as const, service };
  });
  const isOver = assignment.state === 'activated';
  const change = { familyId, contracts, ...(isOver && { ended: assignment.id }) };
  const fullOn = usesFull ? assignment.day : undefined;
  const told = keepFamily(client, { ...change, fullOn }, ports, now);
  const notices = assignment.notices.map((notice) => ({ type: 'NoticeGiven' as const, customerId, notice }));
  return {
    events: [...services, ...told, ...events, ...notices],
    completed: isOver ? completionOf(assignment, ports) : null,
  };
}

/** The last pool has answered: the family is free for the next operation (CT-19). */
function settle(assignment: Assignment, ports: Ports, now: Instant): Omit<Outcome, 'commands'> {
  const { familyId, id } = assignment;
  const client = clientOf(assignment, ports);
  const contracts = contractsOf(client, familyId, ports);
  const events = keepFamily(client, { familyId, contracts, ended: id }, ports, now);
  return { events, completed: completionOf(assignment, ports) };
}

/** New contracts were never active, the others stay as they are; the family is free again (CT-4, CT-5). */
function undo(
  assignment: Assignment,
  refusal: Refusal,
  ports: Ports,
  now: Instant,
): Omit<Outcome, 'commands'> {
  const { familyId, id, draftIds, isAwaited } = assignment;
  const client = clientOf(assignment, ports);
  const contracts = contractsOf(client, familyId, ports).map((contract) =>
    draftIds.includes(contract.id) ? cancelled(contract, refusal, now) : contract,
  );
  const told = keepFamily(client, { familyId, contracts, ended: id }, ports, now);
  const undone = contracts.filter((contract) => draftIds.includes(contract.id));
  const completed = { ...refusedWith(id, refusal), contracts: versionsOf(undone) };
  const notices = isAwaited ? [] : renewalFailed(assignment, refusal, ports, now);
  return {
    events: [
      ...told,
      ...undone.map((contract) => ({ type: 'ContractCancelled' as const, contract })),
      ...notices,
    ],
    completed: isAwaited ? completed : null,
  };
}

function completionOf(assignment: Assignment, ports: Ports): Completion | null {
  if (!assignment.isAwaited) return null;
  const { id, resourceId, patches, lines, recoveries } = assignment;
  const changed = new Set([
    ...lines.map(({ contractId }) => contractId),
    resourceId,
    ...patches.map(({ contractId }) => contractId),
  ]);
  const contracts = versionsOf([...changed].map((one) => contractBy(one, ports)));
  const pools = poolsOf(assignment).slice(0, requiresMost - contracts.length);
  const refusal = whyNotRecovered(recoveries);
  return { operationId: id, contractId: refusal ? null : resourceId, refusal, contracts, pools };
}

/** What an outcome names at most: the message holds no more. */
const requiresMost = 250;

/** The pools that have answered, each with its latest version. */
function poolsOf(assignment: Assignment): Completion['pools'] {
  const answers = [
    ...assignment.lines.map((line) => ({ pool: poolOf(assignment, line), version: line.poolVersion ?? 0 })),
    ...assignment.recoveries.map(({ pool, poolVersion }) => ({ pool, version: poolVersion ?? 0 })),
  ];
  const latest = new Map<string, Completion['pools'][number]>();
  for (const answer of answers) {
    const { partnerId, sku, term } = answer.pool;
    const key = `${partnerId} ${sku} ${term}`;
    if (answer.version > (latest.get(key)?.version ?? 0)) latest.set(key, answer);
  }
  return [...latest.values()];
}

/** There was nothing to do: the contract is as it was asked to be. */
function answerOf({ operationId, resourceId, isAwaited }: Plan, ports: Ports): Completion | null {
  const contract: Contract = contractBy(resourceId, ports);
  const contracts = versionsOf([contract]);
  return isAwaited ? { operationId, contractId: resourceId, refusal: null, contracts, pools: [] } : null;
}

const clientOf = ({ customerId }: Pick<Plan, 'customerId'>, ports: Ports): Client =>
  ports.clients.find(customerId) ?? newClient(customerId);
