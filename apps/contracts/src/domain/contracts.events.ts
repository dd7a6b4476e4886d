import type { Instant, Refusal } from '@reservoir/kernel';
import type { AssignLicenses } from './assign-licenses.js';
import type { Contract } from './contract.js';
import type { Entitlement } from './entitlement.js';
import type { Notice } from './plan.js';
import type { Service } from './service.js';
import type { UseEvent } from './use.events.js';

/** Events that tell the whole state of a contract after what happened to it. */
export const contractEventTypes = [
  'ContractDrafted',
  'ContractReserved',
  'ContractScheduled',
  'ContractActivated',
  'ContractRenewed',
  'ContractPeriodStarted',
  'ContractExpiring',
  'ContractExpired',
  'ContractCancelled',
  'SeatsChanged',
  'ContractsGrouped',
  'ContractUpgraded',
  'ContractCut',
  'ContractAligned',
  'ChangeScheduled',
  'ScheduledChangeDeleted',
  'TrialStarted',
  'TrialExtended',
  'TrialConverted',
  'ContractSuspended',
  'ContractResumed',
  'ContractMoved',
] as const;
export type ContractEventType = (typeof contractEventTypes)[number];

/** Something happened to a contract; `at` is when, if time made it due (CT-8), else when it was decided. */
export interface ContractEvent {
  readonly type: ContractEventType;
  readonly contract: Contract;
  readonly at?: Instant;
  /** Of ContractExpiring (CT-17). */
  readonly daysBefore?: number;
}

/** What happened, each with the whole state after it. */
export type ContractsEvent =
  | ContractEvent
  | { readonly type: 'ContractRejected'; readonly command: AssignLicenses; readonly refusal: Refusal }
  | { readonly type: 'NoticeGiven'; readonly customerId: string; readonly notice: Notice }
  | { readonly type: 'ServiceChanged'; readonly service: Service }
  | { readonly type: 'EntitlementChanged'; readonly entitlement: Entitlement }
  | UseEvent;
