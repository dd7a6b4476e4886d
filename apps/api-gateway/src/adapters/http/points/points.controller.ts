import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock, Instant } from '@reservoir/kernel';
import { companyId, time } from '@reservoir/messages';
import { asOf } from '@reservoir/points-ledger';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import type { PointsLedgerQueries } from '../../mongo/queries/points-ledger.queries.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { Problem, unknown } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { POINTS, POINTS_LEDGER, TENANCY } from '../tokens.js';
import type { PointsReader } from './points.reader.js';
import { accountView, viewOfPast } from './points.views.js';

const partner = z.object({ partnerId: companyId });
const accountQuery = z.strictObject({
  at: time.optional().describe('Any past instant; now, if left out'),
});

/** /v1/partners/{partnerId}/points */
@ApiTags('points')
@Controller('v1/partners/:partnerId/points')
export class PointsController {
  constructor(
    @Inject(POINTS) private readonly points: PointsReader,
    @Inject(POINTS_LEDGER) private readonly ledger: PointsLedgerQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Reads({
    summary: "A partner's MSSP points, now or at any past instant",
    description:
      'Unknown until the first points were credited. With `at`: what was held and available then, and of which lots; what ' +
      'was over by then is not among it (PT-5).',
    answer: accountView,
  })
  async account(
    @Param({ schema: partner }) { partnerId }: z.output<typeof partner>,
    @Query({ schema: accountQuery }) { at }: z.output<typeof accountQuery>,
    @TheCaller() caller: Caller,
  ): Promise<unknown> {
    await this.tenancy.require(caller, partnerId, 'partner');
    if (at !== undefined) return this.#past(partnerId, at);
    const found = await this.points.account(partnerId, caller);
    if (!found) throw unknown('points-account');
    return found.body;
  }

  async #past(partnerId: string, at: Instant): Promise<z.input<typeof accountView>> {
    if (at > this.clock.now())
      throw new Problem('invalid-request', { detail: 'What points will be is not known: ask for the past.' });
    const last = await this.ledger.lastBy(partnerId, at);
    if (!last) throw unknown('points-account');
    return viewOfPast(partnerId, asOf(await this.ledger.stateAfter(partnerId, last.number), at), at);
  }
}
