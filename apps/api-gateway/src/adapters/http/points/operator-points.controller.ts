import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { adjustPoints, companyId, grantPoints } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { DOOR, TENANCY } from '../tokens.js';
import { accountView } from './points.views.js';

const partner = z.object({ partnerId: companyId });
type PartnerParams = z.output<typeof partner>;
const gift = strictly(grantPoints.schema.omit({ partnerId: true, actor: true })).meta({
  examples: [{ points: 500, expiresAt: '2027-03-31T00:00:00Z', priority: 10, reason: 'Spring promotion' }],
});
const adjustment = strictly(adjustPoints.schema.omit({ partnerId: true, actor: true })).meta({
  examples: [{ points: -120, reason: 'Order 4711 was credited twice by the shop' }],
});

/** /v1/partners/{partnerId}/points/grants and …/adjustments: the operator's (CO-10). */
@ApiTags('points')
@Controller('v1/partners/:partnerId/points')
export class OperatorPointsController {
  constructor(
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post('grants')
  @HttpCode(200)
  @Commands({
    summary: 'Grant points by promotion, with a reason (PT-2, CO-10)',
    description: 'They last 12 months, unless stated. Only partners of the programme get any (PT-9).',
    answer: accountView,
    status: 200,
    roles: ['operator'],
    idempotencyKey: 'required',
  })
  async grant(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Body({ schema: gift }) body: z.output<typeof gift>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, partnerId, 'partner');
    const data = { ...body, partnerId, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: grantPoints, data, status: 200, idempotencyKey: 'required' });
  }

  @Post('adjustments')
  @HttpCode(200)
  @Commands({
    summary: 'Add points, or take some away, with a reason (CO-10)',
    description:
      'Positive points come as a lot of their own. Negative ones are taken in burn order (PT-2), all of them or none.',
    answer: accountView,
    status: 200,
    roles: ['operator'],
    idempotencyKey: 'required',
  })
  async adjust(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Body({ schema: adjustment }) body: z.output<typeof adjustment>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, partnerId, 'partner');
    const data = { ...body, partnerId, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: adjustPoints, data, status: 200, idempotencyKey: 'required' });
  }
}
