import { z } from 'zod';
import { actor, companyId, refusal } from './common.js';
import { assignmentRequest } from './contracts.commands.js';
import { contractState, entitlement, serviceState } from './contracts.js';
import { defineMessage } from './define.js';

const event = (name: string, summary: string) =>
  defineMessage({
    type: `reservoir.contracts.${name}.v1`,
    topic: 'contracts.events.v1',
    summary,
    keyOf: (data) => data.contract.customerId,
    schema: z.object({ contract: contractState }),
  });

export const contractDrafted = event('contract-drafted', 'A contract was drafted and its family claimed');
export const contractReserved = event('contract-reserved', 'All licences of an assignment are held');
export const contractActivated = event('contract-activated', 'A contract is active, from its start on');
export const contractCancelled = event('contract-cancelled', 'A contract ended before its time, and why');

/** An assignment was refused before anything was drafted. */
export const contractRejected = defineMessage({
  type: 'reservoir.contracts.contract-rejected.v1',
  topic: 'contracts.events.v1',
  summary: 'An assignment was refused before anything was drafted',
  keyOf: (data) => data.request.customerId,
  schema: z.object({ request: assignmentRequest, actor, refusal }),
});

/** The whole current state of a service, when it was opened or changed (EN-1). */
export const serviceChanged = defineMessage({
  type: 'reservoir.contracts.service-changed.v1',
  topic: 'contracts.events.v1',
  summary: 'A service was opened or changed: its whole current state',
  keyOf: (data) => data.service.customerId,
  schema: z.object({ service: serviceState }),
});

/** The whole timeline of one SKU of a client (EN-2). The event's sequence orders the changes. */
export const entitlementChanged = defineMessage({
  type: 'reservoir.contracts.entitlement-changed.v1',
  topic: 'contracts.events.v1',
  summary: 'What a client is entitled to, over all time, changed',
  keyOf: (data) => data.entitlement.customerId,
  schema: z.object({ entitlement, customerId: companyId }),
});
