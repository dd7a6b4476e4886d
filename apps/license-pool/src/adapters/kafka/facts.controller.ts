import { Controller, Inject } from '@nestjs/common';
import {
  type CompanyFact,
  type DataOf,
  assortmentChanged,
  companyChanged,
  companyCreated,
  modulePublished,
  productPublished,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { keepAssortment, keepPartner, keepRetirement } from '../../application/keep-facts.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';

const partnerAlone = ({ id, type }: CompanyFact) => ({ partners: type === 'partner' ? [id] : [] });

type CatalogFact = DataOf<typeof productPublished> | DataOf<typeof modulePublished>;
const retirementAlone = ({ body, retiredAt }: CatalogFact) => ({ retirements: retiredAt ? [body.id] : [] });

/** Facts of other services that orders are judged by. */
@Controller()
export class FactsController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(companyCreated, partnerAlone)
  company(company: CompanyFact, context: RecordContext): void {
    this.#keepPartner(company, context);
  }

  @Handles(companyChanged, partnerAlone)
  changed(company: CompanyFact, context: RecordContext): void {
    this.#keepPartner(company, context);
  }

  @Handles(assortmentChanged, (data) => ({ assortments: [data.body.distributorId] }))
  assortment({ body, version }: DataOf<typeof assortmentChanged>, context: RecordContext): void {
    const offers = Object.fromEntries(body.offers.map(({ sku, terms }) => [sku, terms]));
    keepAssortment({ id: body.distributorId, offers, version }, this.collections.in(context.chunk));
  }

  @Handles(productPublished, retirementAlone)
  product(fact: DataOf<typeof productPublished>, context: RecordContext): void {
    this.#keepRetirement(fact, context);
  }

  @Handles(modulePublished, retirementAlone)
  module(fact: DataOf<typeof modulePublished>, context: RecordContext): void {
    this.#keepRetirement(fact, context);
  }

  #keepRetirement({ body: { id }, version, retiredAt }: CatalogFact, { chunk }: RecordContext): void {
    if (retiredAt) keepRetirement({ id, retiredAt, version }, this.collections.in(chunk));
  }

  #keepPartner(company: CompanyFact, { chunk }: RecordContext): void {
    const { id, type, distributorId, distributors, version } = company;
    if (type === 'partner')
      keepPartner({ id, distributorId, distributors, version }, this.collections.in(chunk));
  }
}
