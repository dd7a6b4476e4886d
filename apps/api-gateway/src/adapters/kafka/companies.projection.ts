import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type CompanyFact,
  type DataOf,
  companyChanged,
  companyCreated,
  transferRequestChanged,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

const companyAlone = ({ id }: CompanyFact) => ({ companies: [id] });

/** companies.events.v1 → companies, transfer requests. */
@Controller()
export class CompaniesProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(companyCreated, companyAlone)
  created({ by: _, ...company }: DataOf<typeof companyCreated>, context: RecordContext): void {
    apply(this.stores.companies, context, company);
  }

  @Handles(companyChanged, companyAlone)
  changed({ change: _, ...company }: DataOf<typeof companyChanged>, context: RecordContext): void {
    apply(this.stores.companies, context, company);
  }

  @Handles(transferRequestChanged, ({ id }) => ({ 'transfer-requests': [id] }))
  transferRequest(
    { by: _, ...request }: DataOf<typeof transferRequestChanged>,
    context: RecordContext,
  ): void {
    const { companyId, fromId, toId } = request;
    apply(this.stores['transfer-requests'], context, { ...request, parties: [companyId, fromId, toId] });
  }
}
