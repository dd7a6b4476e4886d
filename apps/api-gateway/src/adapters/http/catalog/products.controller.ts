import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { productBody, publishProduct, slug } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import { CATALOG, DOOR } from '../tokens.js';
import { productView } from './catalog.views.js';
import { type Catalog, type CatalogItem, requireSameId } from './publishing.js';

const path = '/v1/catalog/products';
const params = z.object({ id: slug });
const published = strictly(productBody.partial({ id: true }));

/** /v1/catalog/products */
@ApiTags('catalog')
@Controller('v1/catalog/products')
export class ProductsController {
  constructor(
    @Inject(CATALOG) private readonly catalog: Catalog,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Put(':id')
  @Commands({
    summary: 'Publish a product with all its choices (CA-1, CA-2)',
    answer: productView,
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
    return this.door.submit(asked, {
      message: publishProduct,
      data,
      status: 200,
      idempotencyKey: 'optional',
    });
  }

  @Get()
  @Reads({ summary: 'All products, by id', answer: pageOf(productView) })
  async list(@Query({ schema: pageQuery }) query: PageQuery): Promise<Answer> {
    return pageAnswer(await this.catalog.products.list(pageRequest(query)), path, query);
  }

  @Get(':id')
  @Reads({ summary: 'A product', answer: productView })
  async find(@Param({ schema: params }) { id }: z.output<typeof params>): Promise<CatalogItem> {
    const found = await this.catalog.products.find(id);
    if (!found) throw unknown('product');
    return found;
  }
}
