import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { familyBody, publishFamily, slug } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import { CATALOG, DOOR } from '../tokens.js';
import { familyView } from './catalog.views.js';
import { type Catalog, type CatalogItem, requireSameId } from './publishing.js';

const path = '/v1/catalog/families';
const params = z.object({ id: slug });
const published = strictly(familyBody.partial({ id: true }));

/** /v1/catalog/families */
@ApiTags('catalog')
@Controller('v1/catalog/families')
export class FamiliesController {
  constructor(
    @Inject(CATALOG) private readonly catalog: Catalog,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Put(':id')
  @Commands({
    summary: 'Publish a family',
    answer: familyView,
    status: 200,
    roles: ['operator'],
    idempotencyKey: 'optional',
  })
  async publish(
    @Param({ schema: params }) { id }: z.output<typeof params>,
    @Body({ schema: published }) body: z.output<typeof published>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    requireSameId(id, body.id);
    const data = { body: { ...body, id }, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: publishFamily, data, status: 200, idempotencyKey: 'optional' });
  }

  @Get()
  @Reads({ summary: 'All families, by id', answer: pageOf(familyView) })
  async list(@Query({ schema: pageQuery }) query: PageQuery): Promise<Answer> {
    return pageAnswer(await this.catalog.families.list(pageRequest(query)), path, query);
  }

  @Get(':id')
  @Reads({ summary: 'A family', answer: familyView })
  async find(@Param({ schema: params }) { id }: z.output<typeof params>): Promise<CatalogItem> {
    const found = await this.catalog.families.find(id);
    if (!found) throw unknown('family');
    return found;
  }
}
