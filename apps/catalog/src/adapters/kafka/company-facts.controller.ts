import { Controller, Inject } from '@nestjs/common';
import { type CompanyFact, companyChanged, companyCreated } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { rememberCompany } from '../../application/remember-company.js';
import { CATALOG, type CatalogOfChunk } from './catalog-of-chunk.js';

const companyAlone = ({ id }: CompanyFact) => ({ companies: [id] });

/** Keeps the local copy of the companies. */
@Controller()
export class CompanyFactsController {
  constructor(@Inject(CATALOG) private readonly catalog: CatalogOfChunk) {}

  @Handles(companyCreated, companyAlone)
  created(company: CompanyFact, context: RecordContext): void {
    this.#remember(company, context);
  }

  @Handles(companyChanged, companyAlone)
  changed(company: CompanyFact, context: RecordContext): void {
    this.#remember(company, context);
  }

  #remember({ id, type, version }: CompanyFact, { chunk }: RecordContext): void {
    rememberCompany({ id, type, version }, this.catalog.in(chunk));
  }
}
