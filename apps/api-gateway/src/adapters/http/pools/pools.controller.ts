import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId, id, lotState, poolIdOf, sku, term } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import { mapPage } from '../../mongo/page.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { POOL_READER, TENANCY } from '../tokens.js';
import { type PoolReader, pathOfPool } from './pool.reader.js';
import {
  lotView,
  poolDetailView,
  poolView,
  thresholdsView,
  viewOfLot,
  viewOfPool,
  viewOfThresholds,
} from './pool.views.js';

const partner = z.object({ partnerId: companyId });
const poolsQuery = pageQuery.extend({ sku: sku.optional(), term: term.optional() });
const pool = partner.extend({ sku, term });
type PoolParams = z.output<typeof pool>;
const lot = pool.extend({ lotId: id });
const lotsQuery = pageQuery.extend({
  provenance: lotState.shape.provenance.optional(),
  open: z.enum(['true', 'false']).optional().describe('true: only those of which something is available'),
});

/** /v1/partners/{partnerId}/pools */
@ApiTags('pools')
@Controller('v1/partners/:partnerId/pools')
export class PoolsController {
  constructor(
    @Inject(POOL_READER) private readonly pools: PoolReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
  ) {}

  @Get()
  @Reads({ summary: 'The license pools of a partner (PO-1)', answer: pageOf(poolView) })
  async list(
    @Param({ schema: partner }) { partnerId }: z.output<typeof partner>,
    @Query({ schema: poolsQuery }) query: z.output<typeof poolsQuery>,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const page = await this.pools.queries.ofPartner(partnerId, query, pageRequest(query));
    return pageAnswer(mapPage(page, viewOfPool), `/v1/partners/${partnerId}/pools`, query);
  }

  @Get(':sku/:term')
  @Reads({
    summary: 'The stock of one SKU and term, and how far it reaches (PO-11)',
    description:
      '`cover` holds what is available against the renewals that are due: contracts that end within 30, 60 and 90 days and have no future period yet.',
    answer: poolDetailView,
  })
  async find(@Param({ schema: pool }) params: PoolParams, @TheCaller() caller: Caller): Promise<unknown> {
    return this.pools.detail(await this.#require(params, caller));
  }

  @Get(':sku/:term/thresholds')
  @Reads({ summary: 'When the partner is told that its stock is low (PO-11)', answer: thresholdsView })
  async thresholds(
    @Param({ schema: pool }) params: PoolParams,
    @TheCaller() caller: Caller,
  ): Promise<unknown> {
    return viewOfThresholds(await this.#require(params, caller));
  }

  @Get(':sku/:term/lots')
  @Reads({ summary: 'The lots of a pool', answer: pageOf(lotView) })
  async lots(
    @Param({ schema: pool }) params: PoolParams,
    @Query({ schema: lotsQuery }) query: z.output<typeof lotsQuery>,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    const { id: poolId } = await this.#require(params, caller);
    const { provenance, open } = query;
    const filter = { provenance, open: open === 'true' };
    const page = await this.pools.queries.lots(poolId, filter, pageRequest(query));
    return pageAnswer(mapPage(page, viewOfLot), `${pathOfPool(params)}/lots`, query);
  }

  @Get(':sku/:term/lots/:lotId')
  @Reads({ summary: 'A lot of a pool', answer: lotView })
  async lot(
    @Param({ schema: lot }) params: z.output<typeof lot>,
    @TheCaller() caller: Caller,
  ): Promise<unknown> {
    const { id: poolId } = await this.#require(params, caller);
    const found = await this.pools.queries.lot(params.lotId);
    if (found?.poolId !== poolId) throw unknown('lot');
    return viewOfLot(found);
  }

  async #require(params: PoolParams, caller: Caller): Promise<ReadModels['pools']> {
    await this.tenancy.require(caller, params.partnerId, 'partner');
    const found = await this.pools.queries.find(poolIdOf(params));
    if (!found) throw unknown('pool');
    return found;
  }
}
