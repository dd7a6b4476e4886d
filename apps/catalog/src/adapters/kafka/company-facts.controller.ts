import { Controller, Inject } from '@nestjs/common';
import { type DataOf, companyCreated } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { rememberCompany } from '../../application/remember-company.js';
import { CATALOG, type CatalogOfChunk } from './catalog-of-chunk.js';

/** Keeps the local copy of the companies. */
@Controller()
export class CompanyFactsController {
  constructor(@Inject(CATALOG) private readonly catalog: CatalogOfChunk) {}

  @Handles(companyCreated, ({ id }) => ({ companies: [id] }))
  created({ id, type, version }: DataOf<typeof companyCreated>, { chunk }: RecordContext): void {
    rememberCompany({ id, type, version }, { companies: this.catalog.companies.in(chunk) });
  }
}
