import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { addLicenses, companyId, quantity, sku, takeAwayLicenses, term, time } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import type { Tenancy } from '../platform/tenancy.js';
import { DOOR, TENANCY } from '../tokens.js';
import * as example from './pool.examples.js';
import { lotView, poolDetailView } from './pool.views.js';

const pool = z.object({ partnerId: companyId, sku, term });
type PoolParams = z.output<typeof pool>;
const { reason } = addLicenses.schema.shape;
const added = z
  .discriminatedUnion('provenance', [
    z.strictObject({
      provenance: z.literal('promotion'),
      quantity,
      expiresAt: time.nullable().describe('When they expire if nobody assigns them; null is never (PO-2)'),
      reason,
    }),
    z.strictObject({
      provenance: z.literal('adjustment'),
      quantity,
      expiresAt: time.nullable().optional().describe('Left out, they expire as bought ones would (PO-2)'),
      reason,
    }),
  ])
  .meta({ examples: [example.promotion] });
const taken = z.strictObject({ quantity, reason }).meta({ examples: [example.correction] });

/** What the operator does to a pool: POST /v1/partners/{partnerId}/pools/{sku}/{term}/lots and …/take-away */
@ApiTags('pools')
@Controller('v1/partners/:partnerId/pools/:sku/:term')
export class StockController {
  constructor(
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post('lots')
  @Commands({
    summary: 'Add licences that nobody ordered: a promotion, or an adjustment (PO-1, CO-10)',
    description:
      'They come from the present distributor of the partner, which must sell the SKU for the term. The reason stands in the event.',
    answer: lotView,
    status: 201,
    roles: ['operator'],
    idempotencyKey: 'required',
  })
  async add(
    @Param({ schema: pool }) params: PoolParams,
    @Body({ schema: added }) body: z.output<typeof added>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, params.partnerId, 'partner');
    const data = { pool: params, ...body, actor: actorOf(asked.caller) };
    return this.door.submit(asked, { message: addLicenses, data, status: 201, idempotencyKey: 'required' });
  }

  @Post('take-away')
  @HttpCode(200)
  @Commands({
    summary: 'Take available licences away, to correct the stock (PO-1, CO-10)',
    description:
      'Those that would be drawn first, all or nothing; they count retired, since nothing of a lot is edited. The reason stands in the event.',
    answer: poolDetailView,
    status: 200,
    roles: ['operator'],
    idempotencyKey: 'required',
  })
  async takeAway(
    @Param({ schema: pool }) params: PoolParams,
    @Body({ schema: taken }) body: z.output<typeof taken>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, params.partnerId, 'partner');
    const data = { pool: params, ...body, actor: actorOf(asked.caller) };
    return this.door.submit(asked, {
      message: takeAwayLicenses,
      data,
      status: 200,
      idempotencyKey: 'required',
    });
  }
}
