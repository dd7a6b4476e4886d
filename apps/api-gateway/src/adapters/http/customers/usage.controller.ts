import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@reservoir/kernel';
import { companyId, count, month, sku, slug, time } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import type { Tenancy } from '../platform/tenancy.js';
import { CUSTOMER_READER, TENANCY } from '../tokens.js';
import type { CustomerReader } from './customer.reader.js';
import { viewOfUsage } from './service.view.js';
import { requireSightOfDevices } from './sight-of-devices.js';

const customer = z.object({ customerId: companyId });

const usageView = z
  .object({
    customerId: companyId,
    at: time,
    items: z.array(
      z.object({
        sku,
        product: slug.describe('Whose service it counts for'),
        devices: count.describe('Of the latest measurement'),
        measuredAt: time,
        entitled: count.describe('Licences by now'),
        overAllocated: z
          .object({ since: time, unprotectedFrom: time, excess: count, unprotected: z.boolean() })
          .nullable()
          .describe('While there are more devices than licences; the excess is unprotected after 7 days'),
        months: z
          .array(z.object({ month, devices: count }))
          .describe('The most devices of each UTC month, of the last 36 in which something was measured'),
        version: z.int(),
      }),
    ),
  })
  .meta({
    id: 'CustomerUsage',
    examples: [
      {
        customerId: 'customer-one',
        at: '2026-11-21T12:00:00.000Z',
        items: [
          {
            sku: 'endpoint-security:secure',
            product: 'endpoint-security',
            devices: 27,
            measuredAt: '2026-11-21T06:00:00.000Z',
            entitled: 25,
            overAllocated: {
              since: '2026-11-20T06:00:00.000Z',
              unprotectedFrom: '2026-11-27T06:00:00.000Z',
              excess: 2,
              unprotected: false,
            },
            months: [
              { month: '2026-10', devices: 24 },
              { month: '2026-11', devices: 27 },
            ],
            version: 9,
          },
        ],
      },
    ],
  });

/** /v1/customers/{customerId}/usage */
@ApiTags('customers')
@Controller('v1/customers/:customerId/usage')
export class CustomerUsageController {
  constructor(
    @Inject(CUSTOMER_READER) private readonly customers: CustomerReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Reads({
    summary: 'How many devices of a customer use what (EN-4)',
    description:
      'For the customer itself; its partner, and whoever is above, sees it while the customer has assistedByPartner on (CO-2).',
    answer: usageView,
  })
  async usage(
    @Param({ schema: customer }) { customerId }: z.output<typeof customer>,
    @TheCaller() caller: Caller,
  ) {
    requireSightOfDevices(caller, await this.tenancy.require(caller, customerId, 'customer'));
    const use = await this.customers.use(customerId);
    const at = this.clock.now();
    return { customerId, at, items: use.usages.map((usage) => viewOfUsage(usage, use, at)) };
  }
}
