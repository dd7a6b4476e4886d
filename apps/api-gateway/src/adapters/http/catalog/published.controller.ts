import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { CATALOG } from '../tokens.js';
import { named, oneOf, pathOf, required, titleOf } from './catalog-kinds.js';
import type { CatalogReader, ItemKind, OffersKind } from './catalog.reader.js';
import { catalogViews, viewOfPublished } from './catalog.views.js';

const seen = 'A partner sees what its distributor sells (CA-6).';

/** `GET /v1/catalog/<kind>`: what is published. One class for each kind. */
export function publishedController(kind: ItemKind | OffersKind) {
  const path = `/v1/catalog/${kind}`;
  const one = oneOf[kind].replace('-', ' ');
  const { key, params, idOf } = pathOf(kind);
  const view: z.ZodType = catalogViews[kind];

  @ApiTags('catalog')
  @Controller(path.slice(1))
  class PublishedController {
    constructor(@Inject(CATALOG) private readonly reader: CatalogReader) {}

    @Get()
    @Reads({
      summary: `The ${kind} that the caller may know, by id`,
      description: seen,
      answer: pageOf(view),
    })
    async list(@Query({ schema: pageQuery }) query: PageQuery, @TheCaller() caller: Caller): Promise<Answer> {
      const page = await this.reader.list(kind, pageRequest(query), caller);
      return pageAnswer(
        mapPage(page, (item) => viewOfPublished(kind, item)),
        path,
        query,
      );
    }

    @Get(`:${key}`)
    @Reads({ summary: `What is published of a ${one}`, description: seen, answer: view })
    async find(
      @Param({ schema: params }) of: z.output<typeof params>,
      @TheCaller() caller: Caller,
    ): Promise<object> {
      return viewOfPublished(kind, required(await this.reader.find(kind, idOf(of), caller), kind));
    }
  }
  return named(`${titleOf(kind)}Controller`, PublishedController);
}
