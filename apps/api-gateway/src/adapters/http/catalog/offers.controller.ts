import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { assortmentBody, companyId, pricesBody, setAssortment, setPrices } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { DOOR, TENANCY } from '../tokens.js';
import { named, requireSameId, titleOf } from './catalog-kinds.js';
import * as example from './catalog.examples.js';
import type { OffersKind } from './catalog.reader.js';
import { catalogViews } from './catalog.views.js';

const params = z.object({ distributorId: companyId });
/** The version that is replaced, as it was read. */
const replaced = { version: z.int().min(0).optional() };
const of = {
  assortments: {
    summary: 'Say what a distributor sells (CA-6)',
    body: assortmentBody.partial({ distributorId: true }).extend(replaced),
    message: setAssortment,
    example: example.assortment,
  },
  prices: {
    summary: "Replace a distributor's price list (CA-7)",
    body: pricesBody.partial({ distributorId: true }).extend(replaced),
    message: setPrices,
    example: example.prices,
  },
} as const;

/** `PUT /v1/catalog/<kind>/{distributorId}`: what a distributor publishes. One class for assortments, one for prices. */
export function offersController(kind: OffersKind) {
  const { summary, message } = of[kind];
  const body = strictly(of[kind].body as z.ZodObject).meta({ examples: [of[kind].example] });

  @ApiTags('catalog')
  @Controller(`v1/catalog/${kind}`)
  class OffersController {
    constructor(
      @Inject(TENANCY) private readonly tenancy: Tenancy,
      @Inject(DOOR) private readonly door: CommandDoor,
    ) {}

    @Put(':distributorId')
    @Commands({
      summary,
      description:
        'A whole one takes the place of the one before. Send the `version` that it replaces (as it was read; 0 for the first), ' +
        'to be refused with `stale-version` when somebody else was there.',
      answer: catalogViews[kind],
      status: 200,
      roles: ['total-control', 'operator'],
      idempotencyKey: 'optional',
    })
    async set(
      @Param({ schema: params }) { distributorId }: z.output<typeof params>,
      @Body({ schema: body }) { version: replaces, ...given }: Record<string, unknown>,
      @TheAsked() asked: Asked,
    ): Promise<Answer> {
      await this.tenancy.require(asked.caller, distributorId, 'distributor');
      requireSameId(distributorId, given['distributorId'] as string | undefined);
      const data = { body: { ...given, distributorId }, replaces, actor: actorOf(asked.caller) };
      return this.door.submit(asked, {
        message,
        data: data as never,
        status: 200,
        idempotencyKey: 'optional',
      });
    }
  }
  return named(`${titleOf(kind)}OffersController`, OffersController);
}
