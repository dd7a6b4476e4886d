import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ReadModels } from '../../../read-models.js';
import type { DraftQueries } from '../../mongo/queries/draft.queries.js';
import { Reads } from '../platform/documented.js';
import { unknown } from '../platform/problem.js';
import { DRAFTS } from '../tokens.js';
import { named, oneOf, titleOf } from './catalog-kinds.js';
import type { ItemKind } from './catalog.reader.js';
import { diffView, draftView, viewOfDiff, viewOfDraft } from './catalog.views.js';
import { type DraftParams, draftDoc, draftParams } from './draft-params.js';

/** `GET /v1/catalog/<kind>/{id}/draft` and its diff, for the operator. One class for each kind. */
export function draftReadingController(kind: ItemKind) {
  const one = oneOf[kind];

  @ApiTags('catalog')
  @Controller(`v1/catalog/${kind}/:id`)
  class DraftReadingController {
    constructor(@Inject(DRAFTS) private readonly drafts: DraftQueries) {}

    @Get('draft')
    @Reads({ summary: `The draft of a ${one}`, answer: draftView, roles: draftDoc.roles })
    async find(@Param({ schema: draftParams }) { id }: DraftParams): Promise<object> {
      return viewOfDraft(await open(this.drafts, kind, id));
    }

    @Get('draft/diff')
    @Reads({
      summary: `What a draft changes of a ${one}, against the version that it was made on`,
      answer: diffView,
      roles: draftDoc.roles,
    })
    async diff(@Param({ schema: draftParams }) { id }: DraftParams): Promise<object> {
      return viewOfDiff(await open(this.drafts, kind, id));
    }
  }
  return named(`${titleOf(kind)}DraftReadingController`, DraftReadingController);
}

/** @throws Problem `unknown-draft` for one that is published or discarded, too */
async function open(drafts: DraftQueries, kind: ItemKind, id: string): Promise<ReadModels['catalog-drafts']> {
  const draft = await drafts.find(`${kind}/${id}`);
  if (!draft?.body) throw unknown('draft');
  return draft;
}
