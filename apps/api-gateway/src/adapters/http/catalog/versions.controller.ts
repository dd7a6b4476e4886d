import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { CATALOG } from '../tokens.js';
import { named, oneOf, pathOf, required, titleOf } from './catalog-kinds.js';
import type { CatalogReader, ItemKind, OffersKind } from './catalog.reader.js';
import { summaryOf, versionSummary, versionView, viewOfPublished } from './catalog.views.js';

/** `GET /v1/catalog/<kind>/{id}/versions`: every version that was published (CA-7). One class for each kind. */
export function versionsController(kind: ItemKind | OffersKind) {
  const path = `/v1/catalog/${kind}`;
  const one = oneOf[kind].replace('-', ' ');
  const { key, params, idOf } = pathOf(kind);
  const versionParams = params.extend({ number: z.coerce.number().int().min(1) });

  @ApiTags('catalog')
  @Controller(path.slice(1))
  class VersionsController {
    constructor(@Inject(CATALOG) private readonly reader: CatalogReader) {}

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
  return named(`${titleOf(kind)}VersionsController`, VersionsController);
}
