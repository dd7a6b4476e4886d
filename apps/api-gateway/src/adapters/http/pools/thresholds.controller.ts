import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId, lowMark, setThresholds, sku, term } from '@reservoir/messages';
import { z } from 'zod';
import { isOperator, licensingRoles } from '../../../domain/caller.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { Problem } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { DOOR, TENANCY } from '../tokens.js';
import * as example from './pool.examples.js';
import { thresholdsView } from './pool.views.js';

const pool = z.object({ partnerId: companyId, sku, term });
const mark = strictly(z.object(lowMark.shape)).refine(
  ({ unit, value }) => unit === 'licences' || value <= 100,
  { path: ['value'], error: 'must be at most 100 percent' },
);
const body = z
  .strictObject({ thresholds: z.array(mark).max(10).describe('In place of those that were set') })
  .meta({ examples: [example.marks] });

/** PUT /v1/partners/{partnerId}/pools/{sku}/{term}/thresholds */
@ApiTags('pools')
@Controller('v1/partners/:partnerId/pools/:sku/:term/thresholds')
export class ThresholdsController {
  constructor(
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Put()
  @Commands({
    summary: 'Say when the stock is low (PO-11)',
    description:
      'In licences, or in percent of the most that was available in the last 90 days, rounded up. One notice for each time that the stock falls below; the next one when it has been a tenth above in between.',
    answer: thresholdsView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'optional',
  })
  async set(
    @Param({ schema: pool }) params: z.output<typeof pool>,
    @Body({ schema: body }) { thresholds }: z.output<typeof body>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    const { caller } = asked;
    await this.tenancy.require(caller, params.partnerId, 'partner');
    if (!isOperator(caller) && caller.company?.id !== params.partnerId)
      throw new Problem('not-the-managing-company', {
        rule: 'PO-11',
        detail: 'A partner says itself when its stock is low; companies above it read.',
      });
    const data = { pool: params, thresholds, actor: actorOf(caller) };
    return this.door.submit(asked, {
      message: setThresholds,
      data,
      status: 200,
      idempotencyKey: 'optional',
    });
  }
}
