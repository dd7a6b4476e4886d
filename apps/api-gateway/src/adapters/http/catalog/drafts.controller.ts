import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { checkDraft, discardDraft, publishDraft, saveDraft, slug } from '@reservoir/messages';
import { z } from 'zod';
import type { ReadModels } from '../../../read-models.js';
import type { DraftQueries } from '../../mongo/queries/draft.queries.js';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import { DOOR, DRAFTS } from '../tokens.js';
import { named, oneOf, requireSameId, titleOf } from './catalog-kinds.js';
import * as example from './catalog.examples.js';
import type { ItemKind } from './catalog.reader.js';
import { catalogViews, diffView, draftBodies, draftView, viewOfDiff, viewOfDraft } from './catalog.views.js';

const params = z.object({ id: slug });
type Params = z.output<typeof params>;
/** Which revision is meant: refused with `stale-revision` when another is there by now. */
const meant = strictly(z.object({ revision: z.int().min(1) })).meta({ examples: [{ revision: 5 }] });
type Meant = z.output<typeof meant>;
const doc = { status: 200, roles: ['operator'], idempotencyKey: 'optional' } as const;
const door = { status: 200, idempotencyKey: 'optional' } as const;

/** `/v1/catalog/<kind>/{id}/draft` and `…/publish`: draft → check → publish, by the operator (CA-1). One class for each kind. */
export function draftsController(kind: ItemKind) {
  const one = oneOf[kind];
  const body = strictly(
    draftBodies[kind].extend({ revision: z.int().min(0).optional() }) as z.ZodObject,
  ).meta({ examples: [example.draftBody[kind]] });

  @ApiTags('catalog')
  @Controller(`v1/catalog/${kind}/:id`)
  class DraftsController {
    constructor(
      @Inject(DRAFTS) private readonly drafts: DraftQueries,
      @Inject(DOOR) private readonly door: CommandDoor,
    ) {}

    @Put('draft')
    @Commands({
      ...doc,
      summary: `Keep the draft of a ${one}, and judge it`,
      description:
        'It may be kept with everything wrong: `violations` says what would be refused, `warnings` what would be left behind. ' +
        'Send the `revision` that it replaces (0 for the first), to be refused when somebody else was there.',
      answer: draftView,
    })
    async save(
      @Param({ schema: params }) { id }: Params,
      @Body({ schema: body }) { revision, ...draft }: Record<string, unknown>,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      requireSameId(id, draft['id'] as string | undefined);
      const data = { kind, id, body: { ...draft, id }, revision, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...door, message: saveDraft, data: data as never });
    }

    @Get('draft')
    @Reads({ summary: `The draft of a ${one}`, answer: draftView, roles: doc.roles })
    async find(@Param({ schema: params }) { id }: Params): Promise<object> {
      return viewOfDraft(await this.#open(id));
    }

    @Get('draft/diff')
    @Reads({
      summary: `What a draft changes of a ${one}, against the version that it was made on`,
      answer: diffView,
      roles: doc.roles,
    })
    async diff(@Param({ schema: params }) { id }: Params): Promise<object> {
      return viewOfDiff(await this.#open(id));
    }

    @Post('draft::check')
    @HttpCode(200)
    @Commands({
      ...doc,
      summary: `Judge the draft of a ${one} by the catalog as it is now: every violation at once`,
      answer: draftView,
    })
    async check(@Param({ schema: params }) { id }: Params, @TheAsked() asked: Asked): Promise<Answer> {
      const data = { kind, id, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...door, message: checkDraft, data });
    }

    @Post('draft::discard')
    @HttpCode(200)
    @Commands({ ...doc, summary: `Throw the draft of a ${one} away`, answer: draftView })
    async discard(
      @Param({ schema: params }) { id }: Params,
      @Body({ schema: meant }) { revision }: Meant,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      const data = { kind, id, revision, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...door, message: discardDraft, data });
    }

    @Post('publish')
    @HttpCode(200)
    @Commands({
      ...doc,
      summary: `Publish a revision of the draft of a ${one} as its next version`,
      description:
        'Judged once more, and refused with every violation at once; with `stale-revision` when the draft is another by now, ' +
        'with `stale-version` when another version was published since it was made.',
      answer: catalogViews[kind],
    })
    async publish(
      @Param({ schema: params }) { id }: Params,
      @Body({ schema: meant }) { revision }: Meant,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      const data = { kind, id, revision, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { ...door, message: publishDraft, data });
    }

    async #open(id: string): Promise<ReadModels['catalog-drafts']> {
      const draft = await this.drafts.find(`${kind}/${id}`);
      if (!draft?.body) throw unknown('draft');
      return draft;
    }
  }
  return named(`${titleOf(kind)}DraftsController`, DraftsController);
}
