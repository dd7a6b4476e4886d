import {
  changeScheduled,
  contractActivated,
  contractAligned,
  contractCancelled,
  contractCut,
  contractDrafted,
  contractExpired,
  contractExpiring,
  contractMoved,
  contractPeriodStarted,
  contractRenewed,
  contractReserved,
  contractResumed,
  contractScheduled,
  contractSuspended,
  contractUpgraded,
  contractsGrouped,
  scheduledChangeDeleted,
  seatsChanged,
  trialConverted,
  trialExtended,
  trialStarted,
} from '@reservoir/messages';
import type { ContractEvent, ContractEventType } from '../../domain/contracts.events.js';
import { type Publisher, publish } from './publish.js';

/** The record of each event that tells a contract. */
const messages = {
  ContractDrafted: contractDrafted,
  ContractReserved: contractReserved,
  ContractScheduled: contractScheduled,
  ContractActivated: contractActivated,
  ContractRenewed: contractRenewed,
  ContractPeriodStarted: contractPeriodStarted,
  ContractExpired: contractExpired,
  ContractCancelled: contractCancelled,
  SeatsChanged: seatsChanged,
  ContractsGrouped: contractsGrouped,
  ContractUpgraded: contractUpgraded,
  ContractCut: contractCut,
  ContractAligned: contractAligned,
  ChangeScheduled: changeScheduled,
  ScheduledChangeDeleted: scheduledChangeDeleted,
  TrialStarted: trialStarted,
  TrialExtended: trialExtended,
  TrialConverted: trialConverted,
  ContractSuspended: contractSuspended,
  ContractResumed: contractResumed,
  ContractMoved: contractMoved,
} as const satisfies Readonly<Record<Exclude<ContractEventType, 'ContractExpiring'>, unknown>>;

/** Publishes what happened to a contract, with its whole state after it. */
export function publishContractEvent(context: Publisher, event: ContractEvent): void {
  const { type, contract, at, daysBefore = 1 } = event;
  const options = { sequence: contract.version };
  const data = { contract, ...(at !== undefined && { at }) };
  if (type === 'ContractExpiring') publish(context, contractExpiring, { ...data, daysBefore }, options);
  else publish(context, messages[type], data, options);
}
