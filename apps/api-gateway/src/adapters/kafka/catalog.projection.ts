import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type DataOf,
  assortmentChanged,
  familyPublished,
  modulePublished,
  pricesChanged,
  productPublished,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

/** catalog.events.v1 → families, products, modules, assortments, prices. */
@Controller()
export class CatalogProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(familyPublished, ({ body }) => ({ families: [body.id] }))
  family({ body, version }: DataOf<typeof familyPublished>, context: RecordContext): void {
    apply(this.stores.families, context, { ...body, version });
  }

  @Handles(productPublished, ({ body }) => ({ products: [body.id] }))
  product({ body, version }: DataOf<typeof productPublished>, context: RecordContext): void {
    apply(this.stores.products, context, { ...body, version });
  }

  @Handles(modulePublished, ({ body }) => ({ modules: [body.id] }))
  module({ body, version }: DataOf<typeof modulePublished>, context: RecordContext): void {
    apply(this.stores.modules, context, { ...body, version });
  }

  @Handles(assortmentChanged, ({ body }) => ({ assortments: [body.distributorId] }))
  assortment({ body, version }: DataOf<typeof assortmentChanged>, context: RecordContext): void {
    apply(this.stores.assortments, context, { id: body.distributorId, ...body, version });
  }

  @Handles(pricesChanged, ({ body }) => ({ prices: [body.distributorId] }))
  prices({ body, version }: DataOf<typeof pricesChanged>, context: RecordContext): void {
    apply(this.stores.prices, context, { id: body.distributorId, ...body, version });
  }
}
