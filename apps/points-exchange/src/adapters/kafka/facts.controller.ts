import { Controller, Inject } from '@nestjs/common';
import { type DataOf, assortmentChanged, companyCreated, pricesChanged } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { rememberFact } from '../../application/remember-fact.js';
import { POINTS, type PointsOfChunk } from './points-of-chunk.js';

/** Keeps the local copies of companies, assortments and points prices. */
@Controller()
export class FactsController {
  constructor(@Inject(POINTS) private readonly points: PointsOfChunk) {}

  @Handles(companyCreated, ({ id }) => ({ companies: [id] }))
  company(company: DataOf<typeof companyCreated>, { chunk }: RecordContext): void {
    const { id, type, tier, pointsProgramme, ancestors, distributorId, version } = company;
    rememberFact(
      { id, type, tier, pointsProgramme, ancestors, distributorId, version },
      this.points.companies.in(chunk),
    );
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
}
