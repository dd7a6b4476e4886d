import {
  contractRejected,
  contractsOperationCompleted,
  entitlementChanged,
  noticeGiven,
  operationPlanned,
  poolIdOf,
  serviceChanged,
  trialRejected,
} from '@reservoir/messages';
import type { Completion, Outcome } from '../../application/outcome.js';
import type { ContractsEvent } from '../../domain/contracts.events.js';
import { publishContractEvent } from './contract-messages.js';
import { planTold } from './plan-told.js';
import { type Publisher, publish } from './publish.js';
import { publishCommand } from './publish-command.js';
import { publishUse } from './publish-use.js';
import { refusalOf } from './refusal-of.js';

/**
 * Publishes what a use case left: what is asked of pools, what happened, and at last how the operation ended. What an
 * operation is going to do is told where it recovers anything, and in every preview (CT-18).
 */
export function publishOutcome(context: Publisher, { planned, commands, events, completed }: Outcome): void {
  if (planned && (context.record.preview === true || planned.lines.length > 0))
    publish(context, operationPlanned, planTold(planned));
  commands.forEach((command) => publishCommand(context, command));
  events.forEach((event) => publishEvent(context, event));
  if (completed) publish(context, contractsOperationCompleted, operationOf(completed));
}

function publishEvent(context: Publisher, event: ContractsEvent): void {
  switch (event.type) {
    case 'NoticeGiven': {
      const { customerId, notice } = event;
      return publish(context, noticeGiven, { customerId, notice });
    }
    case 'ContractRejected': {
      const { request, actor } = event.command;
      const { mode, term, ...configured } = request;
      const refusal = refusalOf(event.refusal);
      if (mode === 'trial') {
        const { alignEnd: _, ...tried } = configured;
        return publish(context, trialRejected, { request: tried, actor, refusal });
      }
      return publish(context, contractRejected, { request: { ...configured, mode, term }, actor, refusal });
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
    case 'UsageMeasured':
    case 'ServiceOverAllocated':
    case 'ServiceWithinAllocation':
    case 'ExcessUnprotected':
    case 'FeaturesSwitched':
      return publishUse(context, event);
    default:
      return publishContractEvent(context, event);
  }
}

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
