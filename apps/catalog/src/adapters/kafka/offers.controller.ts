import { Controller, Inject } from '@nestjs/common';
import { type DataOf, setAssortment, setPrices } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { setAssortment as setTheAssortment } from '../../application/set-assortment.js';
import { setPrices as setThePrices } from '../../application/set-prices.js';
import { announcePublication } from './announce.js';
import { answer } from './answer.js';
import { CATALOG, type CatalogOfChunk } from './catalog-of-chunk.js';
import { factMayBeUnderWay } from './fact-under-way.js';

type OffersCommand = DataOf<typeof setAssortment> | DataOf<typeof setPrices>;

/** What a distributor sells, and at what price (CA-6, CA-7). */
@Controller()
export class OffersController {
  constructor(@Inject(CATALOG) private readonly catalog: CatalogOfChunk) {}

  @Handles(setAssortment, ({ body }) => ({
    companies: [body.distributorId],
    assortments: [body.distributorId],
    skus: body.offers.map(({ sku }) => sku),
  }))
  assortment(command: DataOf<typeof setAssortment>, context: RecordContext): void {
    if (this.#waitsForTheCompany(command, context)) return;
    const outcome = setTheAssortment(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (publication) => announcePublication(context, publication));
  }

  @Handles(setPrices, ({ body }) => ({
    companies: [body.distributorId],
    prices: [body.distributorId],
    skus: [...body.money, ...body.points].map(({ sku }) => sku),
  }))
  prices(command: DataOf<typeof setPrices>, context: RecordContext): void {
    if (this.#waitsForTheCompany(command, context)) return;
    const outcome = setThePrices(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (publication) => announcePublication(context, publication));
  }

  /** The company may have been created a moment ago, and the news be on its way. */
  #waitsForTheCompany({ body: { distributorId }, actor }: OffersCommand, context: RecordContext): boolean {
    const isKnown = this.catalog.in(context.chunk).companies.find(distributorId) !== undefined;
    const isForeign = actor.companyId !== null && actor.companyId !== distributorId;
    if (isKnown || isForeign || !factMayBeUnderWay(context)) return false;
    context.park({ code: 'unknown-company', detail: `no news of ${distributorId} yet` });
    return true;
  }
}
