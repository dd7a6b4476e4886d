import { Controller, Inject } from '@nestjs/common';
import { type DataOf, assortmentChanged, companyCreated } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { keepAssortment, keepPartner } from '../../application/keep-facts.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';

/** Facts of other services that orders are judged by. */
@Controller()
export class FactsController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(companyCreated, (data) => ({ partners: data.type === 'partner' ? [data.id] : [] }))
  company({ id, type, distributorId, version }: DataOf<typeof companyCreated>, context: RecordContext): void {
    if (type === 'partner') keepPartner({ id, distributorId, version }, this.collections.in(context.chunk));
  }

  @Handles(assortmentChanged, (data) => ({ assortments: [data.body.distributorId] }))
  assortment({ body, version }: DataOf<typeof assortmentChanged>, context: RecordContext): void {
    const offers = Object.fromEntries(body.offers.map(({ sku, terms }) => [sku, terms]));
    keepAssortment({ id: body.distributorId, offers, version }, this.collections.in(context.chunk));
  }
}
