import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '@reservoir/kernel';
import { requestQuote, companyId, id } from '@reservoir/messages';
import { CLOCK } from '@reservoir/service';
import { z } from 'zod';
import { type Caller, licensingRoles } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
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
import { quoteView, viewOfQuote } from './points.views.js';

const partner = z.object({ partnerId: companyId });
type PartnerParams = z.output<typeof partner>;
const one = partner.extend({ id });
const body = strictly(requestQuote.schema.omit({ partnerId: true, actor: true }));

/** /v1/partners/{partnerId}/points/quotes */
@ApiTags('points')
@Controller('v1/partners/:partnerId/points/quotes')
export class QuotesController {
  constructor(
    @Inject(POINTS) private readonly points: PointsReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @Commands({
    summary: 'Ask what licences cost in points (PT-3)',
    answer: quoteView,
    status: 201,
    roles: licensingRoles,
    idempotencyKey: 'optional',
  })
  async create(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Body({ schema: body }) asks: z.output<typeof body>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, partnerId, 'partner');
    const data = { ...asks, partnerId, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: requestQuote, data, status: 201, idempotencyKey: 'optional' });
  }

  @Get()
  @Reads({ summary: 'The quotes of a partner, the latest first', answer: pageOf(quoteView) })
  async list(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const page = await this.points.queries.quotes(partnerId, pageRequest(query, 2));
    const now = this.clock.now();
    const quotes = mapPage(page, (quote) => viewOfQuote(quote, now));
    return pageAnswer(quotes, `/v1/partners/${partnerId}/points/quotes`, query);
  }

  @Get(':id')
  @Reads({ summary: 'A quote', answer: quoteView })
  async find(
    @Param({ schema: one }) params: z.output<typeof one>,
    @TheCaller() caller: Caller,
  ): Promise<unknown> {
    await this.tenancy.require(caller, params.partnerId, 'partner');
    const found = await this.points.quote(params.id, caller, params.partnerId);
    if (!found) throw unknown('quote');
    return found.body;
  }
}
