import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  cascade,
  changeSeats,
  conversion,
  convertTrial,
  extendTrial,
  id,
  seats,
  upgrade,
  upgradeService,
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

const [more, fewer] = seats.options;
const seatsChange = z.union([more.extend({ cascade }), fewer.extend({ cascade })]).meta({
  examples: [
    { add: 5, term: 'Y1' },
    { add: 5, term: 'Y1', coTerm: true },
    { remove: 10, cascade: true },
  ],
});
const upgrading = strictly(upgrade.extend({ cascade })).meta({
  examples: [
    {
      product: 'endpoint-security',
      protectionModel: 'secure-plus',
      mode: 'recover',
      term: 'Y1',
      quantity: 25,
    },
  ],
});
const converting = strictly(conversion).meta({
  examples: [{ term: 'Y1', quantity: 25, addOns: ['patch-management'], managedServices: [] }],
});
const nothing = z
  .strictObject({})
  .optional()
  .meta({ examples: [{}] });

/** /v1/contracts/{id}/seats, …/upgrade, …/extend and …/convert */
@ApiTags('contracts')
@Controller('v1/contracts/:id')
export class ChangesController {
  constructor(@Inject(CONTRACT_DOOR) private readonly door: ContractDoor) {}

  @Post('seats')
  @HttpCode(200)
  @Commands({
    summary: 'More or fewer licences of a contract (CT-10)',
    description:
      'More: a further contract in the same service, or co-termed by grouping; it is the answer. Fewer: recovery by the policy of the product (PO-6 … PO-8), newest batch first; they leave the future period in full as far as it has them. Modules must fit what is left, or are cut with cascade (CT-13).',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async seats(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: seatsChange }) { cascade, ...seats }: z.output<typeof seatsChange>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, changeSeats, { seats, cascade });
  }

  @Post('upgrade')
  @Commands({
    summary: 'Change the product or protection model of a whole service (CT-12)',
    description:
      'Takes all live commercial contracts of the service, of one term class, and answers with the new one. The old licences are recovered, or their time is carried over to the new ones. Modules that the new product includes or does not allow are recovered; the others stay, cut to its end.',
    answer: contractView,
    status: 201,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async upgrade(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: upgrading }) { cascade, ...upgrade }: z.output<typeof upgrading>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, upgradeService, { upgrade, cascade }, 201);
  }

  @Post('extend')
  @HttpCode(200)
  @Commands({
    summary: 'Let a trial run 30 days longer, once (CT-14)',
    answer: contractView,
    status: 200,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async extend(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: nothing }) _body: z.output<typeof nothing>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, extendTrial);
  }

  @Post('convert')
  @Commands({
    summary: 'Make a commercial contract of a trial (CT-14)',
    description:
      'An assignment that supersedes the trial when it becomes active, and keeps the settings of the service. The answer is the new contract.',
    answer: contractView,
    status: 201,
    roles: licensingRoles,
    idempotencyKey: 'required',
  })
  async convert(
    @Param({ schema: contract }) { id }: Contract,
    @Body({ schema: converting }) conversion: z.output<typeof converting>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    return this.door.submit(asked, id, convertTrial, { conversion }, 201);
  }
}
