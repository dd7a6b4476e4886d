import { Body, Controller, Delete, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { id, schedule, scheduleChange, unscheduleChange } from '@reservoir/messages';
import { z } from 'zod';
import { licensingRoles } from '../../../domain/caller.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { CONTRACT_DOOR } from '../tokens.js';
import type { ContractDoor } from './contract-door.js';
import { contractView } from './contract.view.js';

const contract = z.object({ id });
type Contract = z.output<typeof contract>;

const scheduling = schedule.meta({
  examples: [
    { change: 'cancel' },
    { change: 'quantity', quantity: 20, term: 'Y1' },
    { change: 'product', product: 'endpoint-security', protectionModel: 'secure', term: 'Y1', quantity: 20 },
  ],
});

/** /v1/contracts/{id}/schedule */
@ApiTags('contracts')
@Controller('v1/contracts/:id/schedule')
export class SchedulesController {
  constructor(@Inject(CONTRACT_DOOR) private readonly door: ContractDoor) {}

  @Post()
  @HttpCode(200)
  @Commands({
    summary: 'Change a contract when its present period ends (CT-16)',
    description:
      'With less than 365 days left, and none beside a renewal. A change of product or protection model is of the whole service: several contracts are grouped first. Another number of licences leaves the pool at once; a cancel lets the contract expire. An immediate change to the contract deletes what is scheduled.',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async schedule(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: scheduling }) body: z.output<typeof scheduling>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, scheduleChange, { schedule: body });
  }

  @Delete()
  @HttpCode(200)
  @Commands({
    summary: 'Delete what is scheduled for a contract (CT-16)',
    description: 'Never a renewal. Licences that it had drawn come back in full.',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async unschedule(@Param({ schema: contract }) { id }: Contract, @TheAsked() asked: Asked): Promise<Answer> {
    return this.door.submit(asked, id, unscheduleChange);
  }
}
