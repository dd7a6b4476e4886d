import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId, poolIdOf, sku, term } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import { mapPage } from '../../mongo/page.js';
import type { PoolQueries } from '../../mongo/queries/pool.queries.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { POOLS, TENANCY } from '../tokens.js';
import { lotView, poolView, viewOfLot, viewOfPool } from './pool.views.js';

const partner = z.object({ partnerId: companyId });
const pool = partner.extend({ sku, term });
type PoolParams = z.output<typeof pool>;

/** /v1/partners/{partnerId}/pools */
@ApiTags('pools')
@Controller('v1/partners/:partnerId/pools')
export class PoolsController {
  constructor(
    @Inject(POOLS) private readonly pools: PoolQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
  ) {}

  @Get()
  @Reads({ summary: 'The license pools of a partner (PO-1)', answer: pageOf(poolView) })
  async list(
    @Param({ schema: partner }) { partnerId }: z.output<typeof partner>,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const page = await this.pools.ofPartner(partnerId, pageRequest(query));
    return pageAnswer(mapPage(page, viewOfPool), `/v1/partners/${partnerId}/pools`, query);
  }

  @Get(':sku/:term')
  @Reads({ summary: 'The stock of one SKU and term', answer: poolView })
  async find(
    @Param({ schema: pool }) params: PoolParams,
    @TheCaller() caller: Caller,
  ): Promise<z.input<typeof poolView>> {
    return viewOfPool(await this.#require(params, caller));
  }

  @Get(':sku/:term/lots')
  @Reads({ summary: 'The lots of a pool', answer: pageOf(lotView) })
  async lots(
    @Param({ schema: pool }) params: PoolParams,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    const { id } = await this.#require(params, caller);
    const page = await this.pools.lots(id, pageRequest(query));
    const path = `/v1/partners/${params.partnerId}/pools/${params.sku}/${params.term}/lots`;
    return pageAnswer(mapPage(page, viewOfLot), path, query);
  }

  async #require(params: PoolParams, caller: Caller): Promise<ReadModels['pools']> {
    await this.tenancy.require(caller, params.partnerId, 'partner');
    const found = await this.pools.find(poolIdOf(params));
    if (!found) throw unknown('pool');
    return found;
  }
}
