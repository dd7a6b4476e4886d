import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { cascade, contractIds, groupContracts } from '@reservoir/messages';
import { z } from 'zod';
import { licensingRoles } from '../../../domain/caller.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { CONTRACT_DOOR } from '../tokens.js';
import type { ContractDoor } from './contract-door.js';
import { contractView } from './contract.view.js';

const grouping = z.strictObject({ contractIds, cascade }).meta({
  examples: [
    { contractIds: ['0193-contract-one', '0193-contract-two'] },
    { contractIds: ['0193-contract-one', '0193-contract-two'], cascade: true },
  ],
});

/** /v1/contracts:group */
@ApiTags('contracts')
@Controller('v1')
export class GroupsController {
  constructor(@Inject(CONTRACT_DOOR) private readonly door: ContractDoor) {}

  @Post('contracts::group')
  @Commands({
    summary: 'Make one contract of several (CT-11)',
    description:
      'Active contracts of one SKU and term class, without future periods. The new one supersedes them and ends after the mean of their days left, rounded up; allocations keep their own terms. Nothing is drawn or recovered.',
    answer: contractView,
    status: 201,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async group(
    @Body({ schema: grouping }) { contractIds, cascade }: z.output<typeof grouping>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await Promise.all(contractIds.map((id) => this.door.requireOwn(asked.caller, id)));
    const [first = ''] = contractIds;
    return this.door.submit(asked, first, groupContracts, { contractIds, cascade }, 201);
  }
}
