import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@reservoir/kernel';
import { companyId, month } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import type { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { type Month, monthOf } from '../../../domain/reconciliation.js';
import type { ReadModels } from '../../../read-models.js';
import type { Page } from '../../mongo/page.js';
import { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { linkToNext, pageAnswer, pageQuery, pageRequest } from '../platform/paging.js';
import { Problem } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { RECONCILIATION, TENANCY } from '../tokens.js';
import { csvAnswer } from './csv.js';
import { reconciliationCsv, reconciliationCsvExample } from './reconciliation.csv.js';
import type { ReconciliationReader } from './reconciliation.reader.js';
import { type ReconciliationRow, reconciliationView } from './reconciliation.view.js';

const query = pageQuery.extend({
  month: month.describe('A UTC month that has begun; while it runs, it is told as far as it has passed'),
  customerId: companyId.optional().describe('Of this customer only'),
});
type ReconciliationQuery = z.output<typeof query>;

const path = '/v1/reports/reconciliation';

/** /v1/reports/reconciliation, as JSON and as a spreadsheet */
@ApiTags('reports')
@Controller('v1/reports')
export class ReconciliationController {
  constructor(
    @Inject(RECONCILIATION) private readonly reconciliation: ReconciliationReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('reconciliation')
  @Reads({
    summary: 'What customers had, used and are billed for in a month (EN-5)',
    description:
      'One item for each SKU of each customer below the caller, by customer; `limit` counts customers. Billable is the peak of what the customer was entitled to in the UTC month, trials left out. Prices are those that each period of a contract froze, of the tier that the partner has now.',
    answer: reconciliationView,
  })
  async reconcile(
    @Query({ schema: query }) asked: ReconciliationQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    const { month: which, items, next } = await this.#page(asked, caller);
    const page = pageAnswer({ items, next }, path, asked);
    const { name, from, to } = which;
    return new Answer(200, { month: name, from, to, ...(page.body as object) }, page.headers);
  }

  @Get('reconciliation.csv')
  @Reads({
    summary: 'The same as a spreadsheet (EN-5)',
    description:
      'Where the contracts of a SKU have several prices, each has a line, and what counts once stands on the first. Follow the Link header until there is none.',
    answer: { csv: reconciliationCsvExample },
  })
  async csv(
    @Query({ schema: query }) asked: ReconciliationQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    const page = await this.#page(asked, caller);
    const link = linkToNext(page, `${path}.csv`, asked);
    const { name } = page.month;
    return csvAnswer(`reconciliation-${name}.csv`, reconciliationCsv(name, page.items), link);
  }

  async #page(
    asked: ReconciliationQuery,
    caller: Caller,
  ): Promise<Page<ReconciliationRow> & { readonly month: Month }> {
    const which = this.#month(asked.month);
    const { items: customers, next } = await this.#customers(asked, caller);
    return { month: which, items: await this.reconciliation.rows(customers, which, caller), next };
  }

  #month(name: string): Month {
    const which = monthOf(name, this.clock.now());
    if (which) return which;
    throw new Problem('invalid-request', {
      detail: 'A month is reconciled when it has begun.',
      errors: [{ path: 'month', message: `${name} has not begun` }],
    });
  }

  async #customers(asked: ReconciliationQuery, caller: Caller): Promise<Page<ReadModels['companies']>> {
    const id = asked.customerId ?? (caller.company?.type === 'customer' ? caller.company.id : undefined);
    if (id !== undefined) return { items: [await this.tenancy.require(caller, id, 'customer')], next: null };
    return this.reconciliation.companies.below(caller, { type: 'customer' }, pageRequest(asked));
  }
}
