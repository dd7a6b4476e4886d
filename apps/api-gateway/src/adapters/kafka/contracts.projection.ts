import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type DataOf,
  contractActivated,
  contractCancelled,
  contractDrafted,
  contractReserved,
  entitlementChanged,
  serviceChanged,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { type ContractFact, applyContract, needsOfContract } from './apply-contract.js';
import { apply, sequenceOf } from './apply.js';

const entitlementId = ({ entitlement }: DataOf<typeof entitlementChanged>): string =>
  `${entitlement.customerId}:${entitlement.sku}`;

/** contracts.events.v1 → contracts, services, entitlements. */
@Controller()
export class ContractsProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(contractDrafted, needsOfContract)
  drafted(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractReserved, needsOfContract)
  reserved(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractActivated, needsOfContract)
  activated(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(contractCancelled, needsOfContract)
  cancelled(fact: ContractFact, context: RecordContext): void {
    applyContract(this.stores, fact, context);
  }

  @Handles(serviceChanged, ({ service }) => ({ services: [service.id] }))
  service({ service }: DataOf<typeof serviceChanged>, context: RecordContext): void {
    apply(this.stores.services, context, { ...service, version: sequenceOf(context) });
  }

  @Handles(entitlementChanged, (data) => ({ entitlements: [entitlementId(data)] }))
  entitlement(data: DataOf<typeof entitlementChanged>, context: RecordContext): void {
    const version = sequenceOf(context);
    apply(this.stores.entitlements, context, { ...data.entitlement, id: entitlementId(data), version });
  }
}
