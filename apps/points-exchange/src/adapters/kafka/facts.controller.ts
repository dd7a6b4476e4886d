import { Controller, Inject } from '@nestjs/common';
import {
  type CompanyFact,
  type DataOf,
  assortmentChanged,
  companyChanged,
  companyCreated,
  modulePublished,
  pricesChanged,
  productPublished,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { rememberFact } from '../../application/remember-fact.js';
import { POINTS, type PointsOfChunk } from './points-of-chunk.js';

const companyAlone = ({ id }: CompanyFact) => ({ companies: [id] });

type CatalogFact = DataOf<typeof productPublished> | DataOf<typeof modulePublished>;
const retirementAlone = ({ body, retiredAt }: CatalogFact) => ({ retirements: retiredAt ? [body.id] : [] });

/** Keeps the local copies of companies, assortments, points prices and retirements. */
@Controller()
export class FactsController {
  constructor(@Inject(POINTS) private readonly points: PointsOfChunk) {}

  @Handles(companyCreated, companyAlone)
  company(company: CompanyFact, context: RecordContext): void {
    this.#rememberCompany(company, context);
  }

  @Handles(companyChanged, companyAlone)
  changed(company: CompanyFact, context: RecordContext): void {
    this.#rememberCompany(company, context);
  }

  @Handles(assortmentChanged, ({ body }) => ({ assortments: [body.distributorId] }))
  assortment({ body, version }: DataOf<typeof assortmentChanged>, { chunk }: RecordContext): void {
    const { distributorId: id, offers } = body;
    rememberFact({ id, offers, version }, this.points.assortments.in(chunk));
  }

  @Handles(pricesChanged, ({ body }) => ({ prices: [body.distributorId] }))
  prices({ body, version }: DataOf<typeof pricesChanged>, { chunk }: RecordContext): void {
    const { distributorId: id, points, pointsDiscounts } = body;
    rememberFact({ id, points, pointsDiscounts, version }, this.points.prices.in(chunk));
  }

  @Handles(productPublished, retirementAlone)
  product(fact: DataOf<typeof productPublished>, context: RecordContext): void {
    this.#rememberRetirement(fact, context);
  }

  @Handles(modulePublished, retirementAlone)
  module(fact: DataOf<typeof modulePublished>, context: RecordContext): void {
    this.#rememberRetirement(fact, context);
  }

  /** CA-8 */
  #rememberRetirement({ body: { id }, version, retiredAt }: CatalogFact, { chunk }: RecordContext): void {
    if (retiredAt) rememberFact({ id, retiredAt, version }, this.points.retirements.in(chunk));
  }

  #rememberCompany(company: CompanyFact, { chunk }: RecordContext): void {
    const { id, type, tier, pointsProgramme, vendorAccount, suspended } = company;
    const { ancestors, distributorId, version } = company;
    rememberFact(
      { id, type, tier, pointsProgramme, vendorAccount, suspended, ancestors, distributorId, version },
      this.points.companies.in(chunk),
    );
  }
}
