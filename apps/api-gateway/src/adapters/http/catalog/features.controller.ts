import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { featureTable } from '@reservoir/catalog-rules';
import { slug } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { asSold, isSoldOrIncluded, soldIds } from '../../../domain/sold-catalog.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { CATALOG } from '../tokens.js';
import type { CatalogReader } from './catalog.reader.js';

const query = z.strictObject({ product: slug.optional().describe('Only of this product') });

const featureRow = z.object({
  product: slug,
  protectionModel: slug.nullable(),
  module: slug.nullable().describe('Null: what the product and its protection model give by themselves'),
  comes: z
    .enum(['with-product', 'included', 'bought'])
    .describe('Included in the protection model, or bought beside it'),
  features: z.array(slug),
});

/** Product × protection model × add-on → features (CA-9). */
export const featuresView = z.object({ items: z.array(featureRow) }).meta({
  id: 'FeatureTable',
  examples: [
    {
      items: [
        {
          product: 'endpoint-security',
          protectionModel: 'a-la-carte',
          module: 'edr',
          comes: 'bought',
          features: ['edr'],
        },
        {
          product: 'endpoint-security',
          protectionModel: 'secure',
          module: 'edr',
          comes: 'included',
          features: ['edr'],
        },
      ],
    },
  ],
});

/** /v1/catalog/features */
@ApiTags('catalog')
@Controller('v1/catalog/features')
export class FeaturesController {
  constructor(@Inject(CATALOG) private readonly reader: CatalogReader) {}

  @Get()
  @Reads({
    summary: 'Product × protection model × add-on → features (CA-9)',
    description: 'Of what the caller may know: a partner sees what its distributor sells (CA-6).',
    answer: featuresView,
  })
  async table(@Query({ schema: query }) { product }: z.output<typeof query>, @TheCaller() caller: Caller) {
    const sold = await this.reader.soldTo(caller);
    const { products, modules } = this.reader.catalog;
    const all = await products.all(sold && soldIds(sold));
    const asked = all.filter(({ id }) => product === undefined || id === product);
    const seen = sold ? asked.flatMap((one) => asSold(one, sold) ?? []) : asked;
    const beside = await modules.ofProducts(seen.map(({ id }) => id));
    return { items: featureTable(seen, sold ? beside.filter((one) => isSoldOrIncluded(one, sold)) : beside) };
  }
}
