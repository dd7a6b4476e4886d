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
import { apply, sequenceOf } from './apply.js';

/** What every event of a contract tells: its whole state after it. */
type ContractFact = DataOf<typeof contractDrafted>;

const needs = ({ contract }: ContractFact) => ({ contracts: [contract.id] });
const entitlementId = ({ entitlement }: DataOf<typeof entitlementChanged>): string =>
  `${entitlement.customerId}:${entitlement.sku}`;

/** contracts.events.v1 → contracts, services, entitlements. */
@Controller()
export class ContractsProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(contractDrafted, needs)
  drafted(fact: ContractFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(contractReserved, needs)
  reserved(fact: ContractFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(contractActivated, needs)
  activated(fact: ContractFact, context: RecordContext): void {
    this.#apply(fact, context);
  }

  @Handles(contractCancelled, needs)
  cancelled(fact: ContractFact, context: RecordContext): void {
    this.#apply(fact, context);
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

  #apply({ contract }: ContractFact, context: RecordContext): void {
    apply(this.stores.contracts, context, { ...contract, sku: contract.periods[0]?.sku ?? contract.product });
  }
}
