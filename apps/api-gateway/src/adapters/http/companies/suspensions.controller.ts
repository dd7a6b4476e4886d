import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId, reactivateCompany, suspendCompany } from '@reservoir/messages';
import { z } from 'zod';
import { type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { DOOR, TENANCY } from '../tokens.js';
import { companyView } from './company.view.js';

const company = z.object({ id: companyId });
const { reason } = suspendCompany.schema.shape;
const mark = strictly(
  z.object({
    recursive: z.boolean().describe('Whether everything below the company is suspended with it'),
    reason: reason.default(null),
  }),
).meta({ examples: [{ recursive: true, reason: 'Invoice 2026-117 is overdue' }] });
const nothing = z
  .strictObject({})
  .optional()
  .meta({ examples: [{}] });

/** /v1/companies/{id}/suspend and …/reactivate */
@ApiTags('companies')
@Controller('v1/companies/:id')
export class SuspensionsController {
  constructor(
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post('suspend')
  @HttpCode(200)
  @Commands({
    summary: 'Set the own suspension mark on a company below (CO-6)',
    description:
      'Each company above, and the operator, has one mark on a company; the same one again changes nothing, another one replaces it. A suspended client is entitled to nothing, and commands on it are refused.',
    answer: companyView,
    status: 200,
    roles: ['total-control', 'operator'],
    idempotencyKey: 'optional',
  })
  async suspend(
    @Param({ schema: company }) { id }: { id: string },
    @Body({ schema: mark }) body: z.output<typeof mark>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, id);
    const data = { id, ...body, actor: actorOf(asked.caller) };
    return this.door.submit(asked, {
      message: suspendCompany,
      data,
      status: 200,
      idempotencyKey: 'optional',
    });
  }

  @Post('reactivate')
  @HttpCode(200)
  @Commands({
    summary: 'Lift the own suspension mark from a company below (CO-6)',
    description: 'Marks of others stay, and so does the suspension while any is left.',
    answer: companyView,
    status: 200,
    roles: ['total-control', 'operator'],
    idempotencyKey: 'optional',
  })
  async reactivate(
    @Param({ schema: company }) { id }: { id: string },
    @Body({ schema: nothing }) _body: z.output<typeof nothing>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, id);
    const data = { id, actor: actorOf(asked.caller) };
    return this.door.submit(asked, {
      message: reactivateCompany,
      data,
      status: 200,
      idempotencyKey: 'optional',
    });
  }
}
