import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId } from '@reservoir/messages';
import { type LedgerAccount, ledgerAccounts } from '@reservoir/points-ledger';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import type { PointsLedgerQueries } from '../../mongo/queries/points-ledger.queries.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { linkToNext, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { boundsOf, statementMonth } from '../points/ledger.views.js';
import { POINTS_LEDGER, TENANCY } from '../tokens.js';
import { csvAnswer, csvOf } from './csv.js';

const query = z.strictObject({
  partnerId: companyId,
  month: statementMonth.describe('A UTC month: 2026-11'),
  cursor: z
    .string()
    .max(2048)
    .optional()
    .describe('Where the part before ended; take it from the Link header'),
});

/** Lines of one answer. */
const most = 10_000;

const columns = [
  ...(['number', 'at', 'kind', 'reference', ...ledgerAccounts] as const),
  ...(['availableAfter', 'heldAfter', 'reason', 'hash'] as const),
];

/** /v1/reports/points-statement.csv */
@ApiTags('reports')
@Controller('v1/reports')
export class PointsStatementController {
  constructor(
    @Inject(POINTS_LEDGER) private readonly ledger: PointsLedgerQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
  ) {}

  @Get('points-statement.csv')
  @Reads({
    summary: "A month of a partner's points as a spreadsheet (PT-8)",
    description:
      'One line for each transaction, the first one first, with what it posted to each account and what there was after it.',
    answer: {
      csv: `${columns.join()}\r\n3,2026-11-21T10:00:00.000Z,hold,0199a5c0,-950,950,0,0,0,0,650,950,,9f2c…\r\n`,
    },
  })
  async statement(
    @Query({ schema: query }) asked: z.output<typeof query>,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    const { partnerId, month, cursor } = asked;
    await this.tenancy.require(caller, partnerId, 'partner');
    const { from, to } = boundsOf(month);
    const page = await this.ledger.between(partnerId, from, to, pageRequest({ limit: most, cursor }, 2));
    if (page.items.length === 0 && !(await this.ledger.lastBefore(partnerId, to)))
      throw unknown('points-statement');
    const link = linkToNext(page, '/v1/reports/points-statement.csv', asked);
    return csvAnswer(`points-statement-${month}.csv`, csvOf(columns, page.items.map(rowOf)), link);
  }
}

const rowOf = (transaction: ReadModels['points-transactions']) => {
  const { number, at, kind, reference, postings, balances, reason = null, hash = null } = transaction;
  const posted = new Map(postings.map(({ account, points }) => [account, points]));
  const points = Object.fromEntries(ledgerAccounts.map((account) => [account, posted.get(account) ?? 0]));
  return {
    ...{ number, at, kind, reference },
    ...(points as Record<LedgerAccount, number>),
    ...{ availableAfter: balances?.available ?? null, heldAfter: balances?.held ?? null, reason, hash },
  };
};
