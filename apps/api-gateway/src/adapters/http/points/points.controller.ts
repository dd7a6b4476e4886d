import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { POINTS, TENANCY } from '../tokens.js';
import type { PointsReader } from './points.reader.js';
import { accountView, transactionView, viewOfAccount, viewOfTransaction } from './points.views.js';

const partner = z.object({ partnerId: companyId });
type PartnerParams = z.output<typeof partner>;

/** /v1/partners/{partnerId}/points */
@ApiTags('points')
@Controller('v1/partners/:partnerId/points')
export class PointsController {
  constructor(
    @Inject(POINTS) private readonly points: PointsReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
  ) {}

  @Get()
  @Reads({
    summary: "A partner's MSSP points",
    description: 'Unknown until the first points were credited.',
    answer: accountView,
  })
  async account(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @TheCaller() caller: Caller,
  ): Promise<z.input<typeof accountView>> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const { queries } = this.points;
    const [account, lots] = await Promise.all([queries.account(partnerId), queries.openLots(partnerId)]);
    if (!account) throw unknown('points-account');
    return viewOfAccount(account, lots);
  }

  @Get('transactions')
  @Reads({ summary: 'The ledger of a partner, the latest first (PT-1)', answer: pageOf(transactionView) })
  async transactions(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const page = await this.points.queries.transactions(partnerId, pageRequest(query));
    return pageAnswer(
      mapPage(page, viewOfTransaction),
      `/v1/partners/${partnerId}/points/transactions`,
      query,
    );
  }
}
