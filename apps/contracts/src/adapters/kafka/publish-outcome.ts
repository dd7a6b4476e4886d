import {
  contractActivated,
  contractCancelled,
  contractDrafted,
  contractRejected,
  contractReserved,
  contractsOperationCompleted,
  entitlementChanged,
  poolIdOf,
  serviceChanged,
} from '@reservoir/messages';
import type { Completion, Outcome } from '../../application/outcome.js';
import type { ContractsEvent } from '../../domain/contracts.events.js';
import { type Publisher, publish } from './publish.js';
import { publishCommand } from './publish-command.js';
import { refusalOf } from './refusal-of.js';

/** Publishes what a use case left: what is asked of pools, what happened, and at last how the operation ended. */
export function publishOutcome(context: Publisher, { commands, events, completed }: Outcome): void {
  commands.forEach((command) => publishCommand(context, command));
  events.forEach((event) => publishEvent(context, event));
  if (completed) publish(context, contractsOperationCompleted, operationOf(completed));
}

function publishEvent(context: Publisher, event: ContractsEvent): void {
  switch (event.type) {
    case 'ContractDrafted':
    case 'ContractReserved':
    case 'ContractActivated':
    case 'ContractCancelled': {
      const { contract } = event;
      return publish(context, contractMessages[event.type], { contract }, { sequence: contract.version });
    }
    case 'ContractRejected': {
      const { request, actor } = event.command;
      return publish(context, contractRejected, { request, actor, refusal: refusalOf(event.refusal) });
    }
    case 'ServiceChanged': {
      const { version, ...service } = event.service;
      return publish(context, serviceChanged, { service }, { sequence: version });
    }
    case 'EntitlementChanged': {
      const { version, customerId, sku, timeline } = event.entitlement;
      const entitlement = { customerId, sku, timeline };
      return publish(context, entitlementChanged, { entitlement, customerId }, { sequence: version });
    }
  }
}

const contractMessages = {
  ContractDrafted: contractDrafted,
  ContractReserved: contractReserved,
  ContractActivated: contractActivated,
  ContractCancelled: contractCancelled,
} as const;

const operationOf = ({ operationId, contractId, refusal, contracts, pools }: Completion) => ({
  operationId,
  outcome: refusal ? ('refused' as const) : ('succeeded' as const),
  resource: contractId === null ? null : { kind: 'contracts' as const, id: contractId },
  refusal: refusal && refusalOf(refusal),
  requires: [
    ...contracts.map(({ id, version }) => ({ kind: 'contracts' as const, id, version })),
    ...pools.map(({ pool, version }) => ({ kind: 'pools' as const, id: poolIdOf(pool), version })),
  ],
});
