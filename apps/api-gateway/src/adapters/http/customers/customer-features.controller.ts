import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { featuresOfSkus, itemIdOf } from '@reservoir/catalog-rules';
import type { Clock } from '@reservoir/kernel';
import { companyId, sku, slug, time } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { entitledAt } from '../../../domain/entitlement.js';
import type { CustomerQueries } from '../../mongo/queries/customer.queries.js';
import type { CatalogReader } from '../catalog/catalog.reader.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import type { Tenancy } from '../platform/tenancy.js';
import { CATALOG, CUSTOMERS, TENANCY } from '../tokens.js';

const params = z.object({ customerId: companyId });
const query = z.strictObject({
  at: time.optional().describe('Any instant, past or future; now, if left out'),
});

const featuresView = z
  .object({
    customerId: companyId,
    at: time,
    services: z.array(
      z.object({
        product: slug,
        skus: z.array(sku).describe('What the customer is entitled to at that instant'),
        features: z.array(slug),
      }),
    ),
  })
  .meta({
    id: 'CustomerFeatures',
    examples: [
      {
        customerId: 'customer-one',
        at: '2026-11-21T12:00:00.000Z',
        services: [
          {
            product: 'endpoint-security',
            skus: ['endpoint-security:secure', 'patch-management'],
            features: ['anti-malware', 'device-inventory', 'edr', 'firewall', 'patch-management'],
          },
        ],
      },
    ],
  });

/** /v1/customers/{customerId}/features */
@ApiTags('customers')
@Controller('v1/customers/:customerId')
export class CustomerFeaturesController {
  constructor(
    @Inject(CUSTOMERS) private readonly customers: CustomerQueries,
    @Inject(CATALOG) private readonly reader: CatalogReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('features')
  @Reads({
    summary: 'The features of a customer, at any instant (EN-3)',
    description:
      'Those of its products, protection models and modules, by the catalog as it is published now.',
    answer: featuresView,
  })
  async features(
    @Param({ schema: params }) { customerId }: z.output<typeof params>,
    @Query({ schema: query }) { at = this.clock.now() }: z.output<typeof query>,
    @TheCaller() caller: Caller,
  ) {
    await this.tenancy.require(caller, customerId, 'customer');
    const entitlements = await this.customers.entitledSkus(customerId);
    const skus = entitlements.filter(({ timeline }) => entitledAt(timeline, at) > 0).map((one) => one.sku);
    // The customer has it: what its distributor sells by now makes no difference (CA-8).
    const { products, modules } = this.reader.catalog;
    const held = await products.all([...new Set(skus.map(itemIdOf))]);
    const beside = await modules.ofProducts(held.map(({ id }) => id));
    const services = held.map((product) => {
      const goesWith = (one: string) =>
        beside.some(({ id, products: of }) => id === one && of.includes(product.id));
      const own = skus.filter((one) => itemIdOf(one) === product.id || goesWith(one)).sort();
      return { product: product.id, skus: own, features: featuresOfSkus(own, product, beside) };
    });
    return { customerId, at, services };
  }
}
