import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { saveDraft } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { strictly } from '../platform/strictly.js';
import { DOOR } from '../tokens.js';
import { named, oneOf, requireSameId, titleOf } from './catalog-kinds.js';
import * as example from './catalog.examples.js';
import type { ItemKind } from './catalog.reader.js';
import { draftBodies, draftView } from './catalog.views.js';
import { type DraftParams, draftDoc, draftDoor, draftParams } from './draft-params.js';

/** `PUT /v1/catalog/<kind>/{id}/draft` (CA-1). One class for each kind. */
export function draftsController(kind: ItemKind) {
  const one = oneOf[kind];
  const body = strictly(
    draftBodies[kind].extend({ revision: z.int().min(0).optional() }) as z.ZodObject,
  ).meta({ examples: [example.draftBody[kind]] });

  @ApiTags('catalog')
  @Controller(`v1/catalog/${kind}/:id`)
  class DraftsController {
    constructor(@Inject(DOOR) private readonly door: CommandDoor) {}

    @Put('draft')
    @Commands({
      ...draftDoc,
      summary: `Keep the draft of a ${one}, and judge it`,
      description:
        'It may be kept with everything wrong: `violations` says what would be refused, `warnings` what would be left behind. ' +
        'Send the `revision` that it replaces (0 for the first), to be refused when somebody else was there.',
      answer: draftView,
    })
    async save(
      @Param({ schema: draftParams }) { id }: DraftParams,
      @Body({ schema: body }) { revision, ...draft }: Record<string, unknown>,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      requireSameId(id, draft['id'] as string | undefined);
      const data = { kind, id, body: { ...draft, id }, revision, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...draftDoor, message: saveDraft, data: data as never });
    }
  }
  return named(`${titleOf(kind)}DraftsController`, DraftsController);
}
