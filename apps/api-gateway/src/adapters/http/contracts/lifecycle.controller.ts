import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  cancelContract,
  cascade,
  id,
  renewContract,
  renewal,
  resumeService,
  suspendService,
} from '@reservoir/messages';
import { z } from 'zod';
import { licensingRoles } from '../../../domain/caller.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked } from '../platform/asked.js';
import { Commands } from '../platform/documented.js';
import { strictly } from '../platform/strictly.js';
import { CONTRACT_DOOR } from '../tokens.js';
import type { ContractDoor } from './contract-door.js';
import { contractView } from './contract.view.js';

const contract = z.object({ id });
type Contract = z.output<typeof contract>;

const cancelling = strictly(z.object({ cascade }))
  .optional()
  .meta({ examples: [{ cascade: true }] });
const renewing = strictly(renewal)
  .optional()
  .meta({ examples: [{ term: 'Y1' }, { term: 'Y1', alignEnd: { monthEnd: '2027-12' } }] });
const nothing = z
  .strictObject({})
  .optional()
  .meta({ examples: [{}] });

/** /v1/contracts/{id}/cancel, …/renew, …/suspend and …/resume */
@ApiTags('contracts')
@Controller('v1/contracts/:id')
export class LifecycleController {
  constructor(@Inject(CONTRACT_DOOR) private readonly door: ContractDoor) {}

  @Post('cancel')
  @HttpCode(200)
  @Commands({
    summary: 'End a contract now; its licences are recovered (CT-9)',
    description:
      'By the recovery policy of its product (PO-6 … PO-8); a future period comes back in full. Modules fall with the last contract of their product; before that they must fit what is left, or are cut with cascade (CT-13). A second cancel answers like the first.',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async cancel(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: cancelling }) body: z.output<typeof cancelling>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, cancelContract, { ...body });
  }

  @Post('renew')
  @HttpCode(200)
  @Commands({
    summary: 'Renew the service of a contract with its modules (CT-6)',
    description:
      'Takes the active contracts of the service and term class with less than 365 days to their last end; several are grouped first, and the term is named. The licences leave the pool at once; new end = old end + term, or aligned (CT-15).',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async renew(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: renewing }) body: z.output<typeof renewing>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, renewContract, { renewal: { ...body } });
  }

  @Post('suspend')
  @HttpCode(200)
  @Commands({
    summary: 'Suspend the service of a contract with its modules (CT-13)',
    description: 'It entitles to nothing meanwhile; the ends stay, and all but resumption is refused.',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async suspend(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: nothing }) _body: z.output<typeof nothing>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, suspendService);
  }

  @Post('resume')
  @HttpCode(200)
  @Commands({
    summary: 'Lift the suspension of the service of a contract (CT-13)',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async resume(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: nothing }) _body: z.output<typeof nothing>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, resumeService);
  }
}
