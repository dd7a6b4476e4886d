import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { acceptQuote, companyId, id, reverseExchange } from '@reservoir/messages';

import { z } from 'zod';
import { type Caller, licensingRoles } from '../../../domain/caller.js';

import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { DOOR, POINTS, TENANCY } from '../tokens.js';
import type { PointsReader } from './points.reader.js';
import { exchangeView } from './points.views.js';

const partner = z.object({ partnerId: companyId });
type PartnerParams = z.output<typeof partner>;
const one = partner.extend({ id });
const body = strictly(acceptQuote.schema.omit({ partnerId: true, actor: true }));
const reversal = strictly(reverseExchange.schema.pick({ quantity: true })).meta({
  examples: [{ quantity: 40 }],
});

/** /v1/partners/{partnerId}/points/exchanges */
@ApiTags('points')
@Controller('v1/partners/:partnerId/points/exchanges')
export class ExchangesController {
  constructor(
    @Inject(POINTS) private readonly points: PointsReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post()
  @Commands({
    summary: 'Exchange points for licences at a quoted price (PT-4)',
    answer: exchangeView,
    status: 201,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async create(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Body({ schema: body }) asks: z.output<typeof body>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, partnerId, 'partner');
    const data = { ...asks, partnerId, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: acceptQuote, data, status: 201, idempotencyKey: 'required' });
  }

  @Post(':id/reverse')
  @HttpCode(200)
  @Commands({
    summary: 'Give unassigned licences of an exchange back for their points (PT-6)',
    description:
      'Within 14 days of the capture. The pool takes the licences back first; the points follow to the lots that they came ' +
      'from, and expire with them.',
    answer: exchangeView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async reverse(
    @Param({ schema: one }) { partnerId, id: exchangeId }: z.output<typeof one>,
    @Body({ schema: reversal }) { quantity }: z.output<typeof reversal>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, partnerId, 'partner');
    const data = { exchangeId, quantity, partnerId, actor: actorOf(asked.caller) };
    return this.door.submit(asked, {
      message: reverseExchange,
      data,
      status: 200,
      idempotencyKey: 'required',
    });
  }

  @Get()
  @Reads({ summary: 'The exchanges of a partner, the latest first', answer: pageOf(exchangeView) })
  async list(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const page = await this.points.queries.exchanges(partnerId, pageRequest(query, 2));
    return pageAnswer(page, `/v1/partners/${partnerId}/points/exchanges`, query);
  }

  @Get(':id')
  @Reads({ summary: 'An exchange', answer: exchangeView })
  async find(
    @Param({ schema: one }) params: z.output<typeof one>,
    @TheCaller() caller: Caller,
  ): Promise<unknown> {
    await this.tenancy.require(caller, params.partnerId, 'partner');
    const found = await this.points.exchange(params.id, caller, params.partnerId);
    if (!found) throw unknown('exchange');
    return found.body;
  }
}
