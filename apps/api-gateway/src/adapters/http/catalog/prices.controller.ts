import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId, pricesBody, setPrices } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { CATALOG, DOOR, TENANCY } from '../tokens.js';
import { pricesView, viewOfPrices } from './catalog.views.js';
import { findOffers, listOffers } from './offers.js';
import { type Catalog, requireSameId } from './publishing.js';

const path = '/v1/catalog/prices';
const params = z.object({ distributorId: companyId });
const prices = strictly(pricesBody.partial({ distributorId: true }));

/** /v1/catalog/prices */
@ApiTags('catalog')
@Controller('v1/catalog/prices')
export class PricesController {
  constructor(
    @Inject(CATALOG) private readonly catalog: Catalog,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Put(':distributorId')
  @Commands({
    summary: "Replace a distributor's price list (CA-7)",
    answer: pricesView,
    status: 200,
    roles: ['total-control', 'operator'],
    idempotencyKey: 'optional',
  })
  async set(
    @Param({ schema: params }) { distributorId }: z.output<typeof params>,
    @Body({ schema: prices }) body: z.output<typeof prices>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, distributorId, 'distributor');
    requireSameId(distributorId, body.distributorId);
    const data = { body: { ...body, distributorId }, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: setPrices, data, status: 200, idempotencyKey: 'optional' });
  }

  @Get()
  @Reads({ summary: 'The price lists that the caller may know (CA-6)', answer: pageOf(pricesView) })
  async list(@Query({ schema: pageQuery }) query: PageQuery, @TheCaller() caller: Caller): Promise<Answer> {
    const page = await listOffers(this.catalog.prices, caller, query);
    return pageAnswer(
      mapPage(page, (list) => viewOfPrices(list, caller)),
      path,
      query,
    );
  }

  @Get(':distributorId')
  @Reads({
    summary: 'What a distributor asks, in money and in points',
    description: 'A partner gets the prices of its own tier, and those that hold for every tier.',
    answer: pricesView,
  })
  async find(
    @Param({ schema: params }) { distributorId }: z.output<typeof params>,
    @TheCaller() caller: Caller,
  ): Promise<z.input<typeof pricesView>> {
    const found = await findOffers(this.catalog.prices, caller, distributorId);
    if (!found) throw unknown('price-list');
    return viewOfPrices(found, caller);
  }
}
