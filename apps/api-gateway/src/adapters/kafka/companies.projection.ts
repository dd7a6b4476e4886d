import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { type CompanyFact, companyCreated } from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

/** companies.events.v1 → companies. */
@Controller()
export class CompaniesProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(companyCreated, ({ id }) => ({ companies: [id] }))
  created(company: CompanyFact, context: RecordContext): void {
    apply(this.stores.companies, context, company);
  }
}
