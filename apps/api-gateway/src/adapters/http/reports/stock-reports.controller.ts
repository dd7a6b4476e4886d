import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Clock, dayOf, daysBetween, plusMs } from '@reservoir/kernel';
import { companyId, poolKeyOf } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { coverOf } from '../../../domain/days-of-cover.js';
import type { StockReportQueries } from '../../mongo/queries/stock-report.queries.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { linkToNext, pageRequest } from '../platform/paging.js';
import type { Tenancy } from '../platform/tenancy.js';
import { viewOfPool } from '../pools/pool.views.js';
import { STOCK_REPORTS, TENANCY } from '../tokens.js';
import { csvAnswer, csvOf } from './csv.js';

const query = z.strictObject({
  partnerId: companyId,
  cursor: z
    .string()
    .max(2048)
    .optional()
    .describe('Where the part before ended; take it from the Link header'),
});
const expiringQuery = query.extend({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(1100)
    .default(90)
    .describe('Those that expire within so many days'),
});
type PoolReport = z.output<typeof query>;
type ExpiringReport = z.output<typeof expiringQuery>;

/** Lines of one answer. */
const most = 10_000;
const dayMs = 86_400_000;

const poolColumns = [
  ...(['sku', 'term', 'quantity', 'available', 'reserved', 'assigned', 'retired', 'expired'] as const),
  ...(['refunded', 'transferredOut', 'low', 'daysOfCover', 'due30', 'due60', 'due90'] as const),
];
const lotColumns = [
  ...(['lotId', 'sku', 'term', 'available', 'expiresAt', 'daysLeft', 'provenance'] as const),
  ...(['purchasedAt', 'distributorId'] as const),
];

/** /v1/reports/pool.csv and …/expiring.csv */
@ApiTags('reports')
@Controller('v1/reports')
export class StockReportsController {
  constructor(
    @Inject(STOCK_REPORTS) private readonly stock: StockReportQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('pool.csv')
  @Reads({
    summary: 'The pools of a partner, with days of cover (PO-1, PO-11)',
    description: 'One line for each SKU and term.',
    answer: {
      csv: `${poolColumns.join()}\r\nedr-standalone,Y1,100,25,5,60,6,0,4,0,yes,42,20,35,35\r\n`,
    },
  })
  async pools(@Query({ schema: query }) asked: PoolReport, @TheCaller() caller: Caller): Promise<Answer> {
    const { partnerId, cursor } = asked;
    await this.tenancy.require(caller, partnerId, 'partner');
    const today = dayOf(this.clock.now());
    const [page, due] = await Promise.all([
      this.stock.pools(partnerId, pageRequest({ limit: most, cursor })),
      this.stock.renewalsDue(partnerId, today),
    ]);
    const rows = page.items.map((pool) => {
      const { days, renewals } = coverOf(pool.counts.available, due.get(pool.id) ?? [], today);
      const [due30 = 0, due60 = 0, due90 = 0] = renewals.map(({ licences }) => licences);
      const { sku, term, quantity, counts, low } = viewOfPool(pool);
      return { sku, term, quantity, ...counts, low, daysOfCover: days, due30, due60, due90 };
    });
    const link = linkToNext(page, '/v1/reports/pool.csv', asked);
    return csvAnswer('pool.csv', csvOf(poolColumns, rows), link);
  }

  @Get('expiring.csv')
  @Reads({
    summary: 'Unassigned licences of a partner that will expire (PO-2)',
    description:
      'One line for each lot, the first to expire first. What is over and not marked yet has 0 days left.',
    answer: {
      csv: `${lotColumns.join()}\r\n0199a5c0,edr-standalone,M1,5,2027-02-19T00:00:00.000Z,60,points,2026-11-21T10:00:00.000Z,distributor-one\r\n`,
    },
  })
  async expiring(
    @Query({ schema: expiringQuery }) asked: ExpiringReport,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    const { partnerId, cursor, days } = asked;
    await this.tenancy.require(caller, partnerId, 'partner');
    const now = this.clock.now();
    const until = plusMs(now, days * dayMs);
    const page = await this.stock.expiring(partnerId, until, pageRequest({ limit: most, cursor }, 2));
    const rows = page.items.map(({ id: lotId, poolId, counts, expiresAt, ...lot }) => {
      const { sku, term } = poolKeyOf(poolId);
      const daysLeft = expiresAt === null ? null : Math.max(0, daysBetween(dayOf(now), dayOf(expiresAt)));
      const { provenance, purchasedAt, distributorId } = lot;
      const { available } = counts;
      return { lotId, sku, term, available, expiresAt, daysLeft, provenance, purchasedAt, distributorId };
    });
    const link = linkToNext(page, '/v1/reports/expiring.csv', asked);
    return csvAnswer('expiring.csv', csvOf(lotColumns, rows), link);
  }
}
