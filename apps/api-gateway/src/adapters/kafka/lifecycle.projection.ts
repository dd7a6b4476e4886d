import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  changeScheduled,
  contractAligned,
  contractCut,
  contractExpired,
  contractExpiring,
  contractMoved,
  contractPeriodStarted,
  contractRenewed,
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
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { type ContractFact, applyContract, needsOfContract } from './apply-contract.js';

/** contracts.events.v1 → contracts: whatever becomes of them after their assignment. */
@Controller()
export class LifecycleProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(contractScheduled, needsOfContract)
  scheduled(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractRenewed, needsOfContract)
  renewed(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractPeriodStarted, needsOfContract)
  periodStarted(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractExpiring, needsOfContract)
  expiring(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractExpired, needsOfContract)
  expired(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(seatsChanged, needsOfContract)
  seats(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractsGrouped, needsOfContract)
  grouped(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractUpgraded, needsOfContract)
  upgraded(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractCut, needsOfContract)
  cut(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractAligned, needsOfContract)
  aligned(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(changeScheduled, needsOfContract)
  changeScheduled(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(scheduledChangeDeleted, needsOfContract)
  changeDeleted(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(trialStarted, needsOfContract)
  trialStarted(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(trialExtended, needsOfContract)
  trialExtended(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(trialConverted, needsOfContract)
  trialConverted(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractSuspended, needsOfContract)
  suspended(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractResumed, needsOfContract)
  resumed(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractMoved, needsOfContract)
  moved(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }
}
