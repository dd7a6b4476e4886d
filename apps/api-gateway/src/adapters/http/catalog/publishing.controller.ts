import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { publishDraft } from '@reservoir/messages';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { DOOR } from '../tokens.js';
import { named, oneOf, titleOf } from './catalog-kinds.js';
import type { ItemKind } from './catalog.reader.js';
import { catalogViews } from './catalog.views.js';
import {
  type DraftParams,
  type MeantRevision,
  draftDoc,
  draftDoor,
  draftParams,
  meantRevision,
} from './draft-params.js';

/** `POST /v1/catalog/<kind>/{id}/publish` (CA-1). One class for each kind. */
export function publishingController(kind: ItemKind) {
  const one = oneOf[kind];

  @ApiTags('catalog')
  @Controller(`v1/catalog/${kind}/:id`)
  class PublishingController {
    constructor(@Inject(DOOR) private readonly door: CommandDoor) {}

    @Post('publish')
    @HttpCode(200)
    @Commands({
      ...draftDoc,
      summary: `Publish a revision of the draft of a ${one} as its next version`,
      description:
        'Judged once more, and refused with every violation at once; with `stale-revision` when the draft is another by now, ' +
        'with `stale-version` when another version was published since it was made.',
      answer: catalogViews[kind],
    })
    async publish(
      @Param({ schema: draftParams }) { id }: DraftParams,
      @Body({ schema: meantRevision }) { revision }: MeantRevision,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      const data = { kind, id, revision, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...draftDoor, message: publishDraft, data });
    }
  }
  return named(`${titleOf(kind)}PublishingController`, PublishingController);
}
