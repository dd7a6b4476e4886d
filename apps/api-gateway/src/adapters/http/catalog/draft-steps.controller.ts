import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { checkDraft, discardDraft } from '@reservoir/messages';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { DOOR } from '../tokens.js';
import { named, oneOf, titleOf } from './catalog-kinds.js';
import type { ItemKind } from './catalog.reader.js';
import { draftView } from './catalog.views.js';
import {
  type DraftParams,
  type MeantRevision,
  draftDoc,
  draftDoor,
  draftParams,
  meantRevision,
} from './draft-params.js';

/** `POST /v1/catalog/<kind>/{id}/draft:check` and `…/draft:discard`. One class for each kind. */
export function draftStepsController(kind: ItemKind) {
  const one = oneOf[kind];

  @ApiTags('catalog')
  @Controller(`v1/catalog/${kind}/:id`)
  class DraftStepsController {
    constructor(@Inject(DOOR) private readonly door: CommandDoor) {}

    @Post('draft::check')
    @HttpCode(200)
    @Commands({
      ...draftDoc,
      summary: `Judge the draft of a ${one} by the catalog as it is now: every violation at once`,
      answer: draftView,
    })
    async check(
      @Param({ schema: draftParams }) { id }: DraftParams,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      const data = { kind, id, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...draftDoor, message: checkDraft, data });
    }

    @Post('draft::discard')
    @HttpCode(200)
    @Commands({ ...draftDoc, summary: `Throw the draft of a ${one} away`, answer: draftView })
    async discard(
      @Param({ schema: draftParams }) { id }: DraftParams,
      @Body({ schema: meantRevision }) { revision }: MeantRevision,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      const data = { kind, id, revision, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...draftDoor, message: discardDraft, data });
    }
  }
  return named(`${titleOf(kind)}DraftStepsController`, DraftStepsController);
}
