import { Controller, Inject } from '@nestjs/common';
import { Handles, type RecordContext } from '@reservoir/messaging';
import {
  type DataOf,
  assortmentChanged,
  draftChanged,
  familyPublished,
  modulePublished,
  pricesChanged,
  productPublished,
  versionPublished,
} from '@reservoir/messages';
import { STORES } from '@reservoir/service';
import type { ProjectionStores } from '../../read-models.js';
import { apply } from './apply.js';

/** catalog.events.v1 → families, products, modules, assortments, prices, their versions and drafts. */
@Controller()
export class CatalogProjection {
  constructor(@Inject(STORES) private readonly stores: ProjectionStores) {}

  @Handles(familyPublished, ({ body }) => ({ families: [body.id] }))
  family({ body, version }: DataOf<typeof familyPublished>, context: RecordContext): void {
    apply(this.stores.families, context, { ...body, version });
  }

  @Handles(productPublished, ({ body }) => ({ products: [body.id] }))
  product({ body, version, retiredAt }: DataOf<typeof productPublished>, context: RecordContext): void {
    apply(this.stores.products, context, { ...body, version, retiredAt });
  }

  @Handles(modulePublished, ({ body }) => ({ modules: [body.id] }))
  module({ body, version, retiredAt }: DataOf<typeof modulePublished>, context: RecordContext): void {
    apply(this.stores.modules, context, { ...body, version, retiredAt });
  }

  @Handles(assortmentChanged, ({ body }) => ({ assortments: [body.distributorId] }))
  assortment({ body, version }: DataOf<typeof assortmentChanged>, context: RecordContext): void {
    apply(this.stores.assortments, context, { id: body.distributorId, ...body, version });
  }

  @Handles(pricesChanged, ({ body }) => ({ prices: [body.distributorId] }))
  prices({ body, version }: DataOf<typeof pricesChanged>, context: RecordContext): void {
    apply(this.stores.prices, context, { id: body.distributorId, ...body, version });
  }

  @Handles(draftChanged, ({ kind, id }) => ({ 'catalog-drafts': [`${kind}/${id}`] }))
  draft(
    { id: itemId, revision: version, ...draft }: DataOf<typeof draftChanged>,
    context: RecordContext,
  ): void {
    const id = `${draft.kind}/${itemId}`;
    apply(this.stores['catalog-drafts'], context, { ...draft, id, itemId, version });
  }

  @Handles(versionPublished, ({ kind, id, number }) => ({ 'catalog-versions': [`${kind}/${id}/${number}`] }))
  version({ id: itemId, ...published }: DataOf<typeof versionPublished>, context: RecordContext): void {
    const item = `${published.kind}/${itemId}`;
    const id = `${item}/${published.number}`;
    apply(this.stores['catalog-versions'], context, { ...published, id, item, itemId, version: 1 });
  }
}
