import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@reservoir/kernel';
import { companyId, time } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { CustomerQueries } from '../../mongo/queries/customer.queries.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import type { Tenancy } from '../platform/tenancy.js';
import { CUSTOMERS, TENANCY } from '../tokens.js';
import { entitlementView, viewOfEntitlement } from './customer.views.js';

const customer = z.object({ customerId: companyId });
type CustomerParams = z.output<typeof customer>;
const entitlementQuery = pageQuery.extend({
  at: time.optional().describe('Any instant, past or future; now, if left out'),
});

/** /v1/customers/{customerId}/entitlements */
@ApiTags('customers')
@Controller('v1/customers/:customerId')
export class CustomersController {
  constructor(
    @Inject(CUSTOMERS) private readonly customers: CustomerQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('entitlements')
  @Reads({
    summary: 'What a customer is entitled to, at any instant (EN-2)',
    answer: pageOf(entitlementView),
  })
  async entitlements(
    @Param({ schema: customer }) { customerId }: CustomerParams,
    @Query({ schema: entitlementQuery }) query: z.output<typeof entitlementQuery>,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, customerId, 'customer');
    const { at = this.clock.now() } = query;
    const page = await this.customers.entitlements(customerId, pageRequest(query));
    const path = `/v1/customers/${customerId}/entitlements`;
    return pageAnswer(
      mapPage(page, (one) => viewOfEntitlement(one, at)),
      path,
      { ...query, at },
    );
  }
}
