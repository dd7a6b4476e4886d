import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { retireItem, slug, version } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { strictly } from '../platform/strictly.js';
import { DOOR } from '../tokens.js';
import { named, oneOf, titleOf } from './catalog-kinds.js';
import { catalogViews } from './catalog.views.js';

const params = z.object({ id: slug });
const body = strictly(z.object({ version: version.optional() })).meta({ examples: [{ version: 3 }] });

/** `POST /v1/catalog/<kind>/{id}/retire` (CA-8). One class for products, one for modules. */
export function retirementController(kind: 'products' | 'modules') {
  @ApiTags('catalog')
  @Controller(`v1/catalog/${kind}/:id`)
  class RetirementController {
    constructor(@Inject(DOOR) private readonly door: CommandDoor) {}

    @Post('retire')
    @HttpCode(200)
    @Commands({
      summary: `Sell a ${oneOf[kind]} no longer, for good (CA-8)`,
      description:
        'Stock of it may still be assigned; its contracts and their recovery go on. Send the `version` that is meant, to be ' +
        'refused when another was published.',
      answer: catalogViews[kind],
      status: 200,
      roles: ['operator'],
      idempotencyKey: 'optional',
    })
    async retire(
      @Param({ schema: params }) { id }: z.output<typeof params>,
      @Body({ schema: body }) { version: meant }: z.output<typeof body>,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      const data = { kind, id, version: meant, actor: actorOf(asked.caller) };
      return this.door.submit(asked, { message: retireItem, data, status: 200, idempotencyKey: 'optional' });
    }
  }
  return named(`${titleOf(kind)}RetirementController`, RetirementController);
}
