import { Controller, Inject } from '@nestjs/common';
import { type DataOf, companyCreated, createCompany } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { createCompany as create } from '../../application/create-company.js';
import type { Company } from '../../domain/company.js';
import { COMPANIES, type CompaniesOfChunk } from './companies-of-chunk.js';
import { complete, refuse } from './operation-answers.js';

/** Commands on companies. */
@Controller()
export class CompaniesController {
  constructor(@Inject(COMPANIES) private readonly companies: CompaniesOfChunk) {}

  /** A parent may live on another partition: it is loaded beside the company. One that is unknown yet is refused (CO-8). */
  @Handles(createCompany, ({ id, parentId }) => ({ companies: parentId === null ? [id] : [id, parentId] }))
  create(request: DataOf<typeof createCompany>, context: RecordContext): void {
    const outcome = create(request, { companies: this.companies.in(context.chunk) });
    if (!outcome.ok) {
      refuse(context, outcome.error);
      return;
    }
    for (const { company } of outcome.value.events)
      context.publish(companyCreated, factOf(company), { sequence: company.version });
    complete(context, outcome.value.state);
  }
}

const factOf = (company: Company): DataOf<typeof companyCreated> => ({
  ...company,
  ancestors: [...company.ancestors],
});
