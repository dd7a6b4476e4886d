import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId, id } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { ReceiptQueries } from '../../mongo/queries/receipt.queries.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import type { Tenancy } from '../platform/tenancy.js';
import { RECEIPTS, TENANCY } from '../tokens.js';
import { receiptView, viewOfReceipt } from './pool.views.js';

const partner = z.object({ partnerId: companyId });
const receiptQuery = pageQuery.extend({ orderId: id.optional() });

/** /v1/partners/{partnerId}/order-receipts */
@ApiTags('pools')
@Controller('v1/partners/:partnerId/order-receipts')
export class OrderReceiptsController {
  constructor(
    @Inject(RECEIPTS) private readonly receipts: ReceiptQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
  ) {}

  @Get()
  @Reads({
    summary: 'What became of the order lines of a partner (PO-3)',
    description: 'The latest first, for 90 days. The same record answered in the same way is one receipt.',
    answer: pageOf(receiptView),
  })
  async list(
    @Param({ schema: partner }) { partnerId }: z.output<typeof partner>,
    @Query({ schema: receiptQuery }) query: z.output<typeof receiptQuery>,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const page = await this.receipts.ofPartner(partnerId, query.orderId, pageRequest(query, 2));
    return pageAnswer(mapPage(page, viewOfReceipt), `/v1/partners/${partnerId}/order-receipts`, query);
  }
}
