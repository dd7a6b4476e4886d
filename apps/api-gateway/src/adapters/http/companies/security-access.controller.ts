import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import type { Tenancy } from '../platform/tenancy.js';
import { TENANCY } from '../tokens.js';

const customer = z.object({ customerId: companyId });

/** Whether a customer's partner may manage its security. */
export const securityAccessView = z
  .object({
    customerId: companyId,
    partnerId: companyId.describe('The one that the answer is about: the partner of the customer'),
    allowed: z.boolean(),
    reason: z
      .enum(['assisted-by-partner', 'not-assisted-by-partner'])
      .describe('Why: the customer has switched assistedByPartner on, or it has not'),
  })
  .meta({
    id: 'SecurityAccess',
    examples: [
      {
        customerId: 'customer-one',
        partnerId: 'partner-gold',
        allowed: true,
        reason: 'assisted-by-partner',
      },
    ],
  });

/** /v1/customers/{customerId}/security-access */
@ApiTags('customers')
@Controller('v1/customers/:customerId/security-access')
export class SecurityAccessController {
  constructor(@Inject(TENANCY) private readonly tenancy: Tenancy) {}

  @Get()
  @Reads({
    summary: "Whether a customer's partner may manage and monitor its security (CO-2)",
    description: 'What security consoles ask. The customer alone switches it, with PATCH /v1/companies/{id}.',
    answer: securityAccessView,
  })
  async find(
    @Param({ schema: customer }) { customerId }: z.output<typeof customer>,
    @TheCaller() caller: Caller,
  ): Promise<z.input<typeof securityAccessView>> {
    const { parentId, assistedByPartner } = await this.tenancy.require(caller, customerId, 'customer');
    return {
      customerId,
      partnerId: parentId ?? '',
      allowed: assistedByPartner, // CO-2
      reason: assistedByPartner ? 'assisted-by-partner' : 'not-assisted-by-partner',
    };
  }
}
