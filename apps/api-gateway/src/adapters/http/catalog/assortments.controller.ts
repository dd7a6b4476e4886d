import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { assortmentBody, companyId, setAssortment } from '@reservoir/messages';
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
import { assortmentView, viewOfAssortment } from './catalog.views.js';
import { findOffers, listOffers } from './offers.js';
import { type Catalog, requireSameId } from './publishing.js';

const path = '/v1/catalog/assortments';
const params = z.object({ distributorId: companyId });
const assortment = strictly(assortmentBody.partial({ distributorId: true }));

/** /v1/catalog/assortments */
@ApiTags('catalog')
@Controller('v1/catalog/assortments')
export class AssortmentsController {
  constructor(
    @Inject(CATALOG) private readonly catalog: Catalog,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Put(':distributorId')
  @Commands({
    summary: 'Say what a distributor sells (CA-6)',
    answer: assortmentView,
    status: 200,
    roles: ['total-control', 'operator'],
    idempotencyKey: 'optional',
  })
  async set(
    @Param({ schema: params }) { distributorId }: z.output<typeof params>,
    @Body({ schema: assortment }) body: z.output<typeof assortment>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, distributorId, 'distributor');
    requireSameId(distributorId, body.distributorId);
    const data = { body: { ...body, distributorId }, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: setAssortment, data, status: 200, idempotencyKey: 'optional' });
  }

  @Get()
  @Reads({ summary: 'The assortments that the caller may know (CA-6)', answer: pageOf(assortmentView) })
  async list(@Query({ schema: pageQuery }) query: PageQuery, @TheCaller() caller: Caller): Promise<Answer> {
    const page = await listOffers(this.catalog.assortments, caller, query);
    return pageAnswer(mapPage(page, viewOfAssortment), path, query);
  }

  @Get(':distributorId')
  @Reads({ summary: 'What a distributor sells', answer: assortmentView })
  async find(
    @Param({ schema: params }) { distributorId }: z.output<typeof params>,
    @TheCaller() caller: Caller,
  ): Promise<z.input<typeof assortmentView>> {
    const found = await findOffers(this.catalog.assortments, caller, distributorId);
    if (!found) throw unknown('assortment');
    return viewOfAssortment(found);
  }
}
