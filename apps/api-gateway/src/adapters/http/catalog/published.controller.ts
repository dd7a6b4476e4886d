import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId, slug } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { CATALOG } from '../tokens.js';
import { named, oneOf, required, titleOf } from './catalog-kinds.js';
import type { CatalogReader, ItemKind, OffersKind } from './catalog.reader.js';
import { catalogViews, summaryOf, versionSummary, versionView, viewOfPublished } from './catalog.views.js';

const seen = 'A partner sees what its distributor sells (CA-6).';

/** `GET /v1/catalog/<kind>` and below: what is published, and every version of it. One class for each kind. */
export function publishedController(kind: ItemKind | OffersKind) {
  const path = `/v1/catalog/${kind}`;
  const one = oneOf[kind].replace('-', ' ');
  const key = kind === 'assortments' || kind === 'prices' ? 'distributorId' : 'id';
  const params = z.object({ [key]: key === 'id' ? slug : companyId });
  const versionParams = params.extend({ number: z.coerce.number().int().min(1) });
  const idOf = (of: Readonly<Record<string, unknown>>): string => String(of[key]);
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

    @Get(`:${key}/versions`)
    @Reads({ summary: `Every version of a ${one}, the latest first (CA-7)`, answer: pageOf(versionSummary) })
    async versions(
      @Param({ schema: params }) of: z.output<typeof params>,
      @Query({ schema: pageQuery }) query: PageQuery,
      @TheCaller() caller: Caller,
    ): Promise<Answer> {
      const id = idOf(of);
      required(await this.reader.find(kind, id, caller), kind);
      const page = await this.reader.versions.of(kind, id, pageRequest(query));
      return pageAnswer(mapPage(page, summaryOf), `${path}/${id}/versions`, query);
    }

    @Get(`:${key}/versions/:number`)
    @Reads({
      summary: `A version of a ${one}, as it was published`,
      description:
        'It never changes: the periods of contracts name the versions that they were made under (CA-7).',
      answer: versionView(kind),
    })
    async version(
      @Param({ schema: versionParams }) of: z.output<typeof versionParams>,
      @TheCaller() caller: Caller,
    ): Promise<object> {
      const found = await this.reader.version(kind, idOf(of), Number(of.number), caller);
      if (!found) throw unknown(`${oneOf[kind]}-version`);
      return { ...summaryOf(found), body: viewOfPublished(kind, found.body as object) };
    }
  }
  return named(`${titleOf(kind)}Controller`, PublishedController);
}
