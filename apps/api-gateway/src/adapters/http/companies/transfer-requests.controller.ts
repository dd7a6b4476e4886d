import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type MessageDefinition,
  acceptTransfer,
  companyId,
  declineTransfer,
  id,
  requestTransfer,
  withdrawTransfer,
} from '@reservoir/messages';
import { z } from 'zod';
import type { Caller, Role } from '../../../domain/caller.js';
import { type CommandAtDoor, type CommandDoor, actorOf } from '../operations/command-door.js';
import type { Answer } from '../platform/answer.js';
import { type Asked, TheAsked, TheCaller } from '../platform/asked.js';
import { Commands, Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import { strictly } from '../platform/strictly.js';
import type { Tenancy } from '../platform/tenancy.js';
import { DOOR, TENANCY, TRANSFERS } from '../tokens.js';
import { transferRequestView } from './transfer-request.view.js';
import type { TransferRequestsReader } from './transfer-requests.reader.js';

const company = z.object({ id: companyId });
const one = company.extend({ requestId: id });
type One = z.output<typeof one>;
const body = strictly(z.object({ toId: companyId })).meta({ examples: [{ toId: 'partner-silver' }] });
const nothing = z
  .strictObject({})
  .optional()
  .meta({ examples: [{}] });
type Nothing = z.output<typeof nothing>;
const roles: readonly Role[] = ['total-control'];

/** /v1/companies/{id}/transfer-requests */
@ApiTags('companies')
@Controller('v1/companies/:id/transfer-requests')
export class TransferRequestsController {
  constructor(
    @Inject(TRANSFERS) private readonly transfers: TransferRequestsReader,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
    @Inject(DOOR) private readonly door: CommandDoor,
  ) {}

  @Post()
  @Commands({
    summary: 'Ask to move to another parent (CO-3)',
    description:
      'By the company itself: a partner to another distributor, a customer to another partner. One request at a time; it expires after 30 days. A company that cannot be the parent answers as one that does not exist (CO-8).',
    answer: transferRequestView,
    status: 201,
    roles,
    idempotencyKey: 'optional',
  })
  async request(
    @Param({ schema: company }) { id }: { id: string },
    @Body({ schema: body }) { toId }: z.output<typeof body>,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    const mover = await this.tenancy.require(asked.caller, id);
    const inUse = await this.transfers.inUseOf(mover);
    const data = { companyId: id, toId, inUse, actor: actorOf(asked.caller) };
    return this.door.submit(asked, {
      message: requestTransfer,
      data,
      status: 201,
      idempotencyKey: 'optional',
    });
  }

  @Get()
  @Reads({
    summary:
      'The transfer requests that a company takes part in: as the mover, its old parent or its new one',
    description:
      'The latest first. The old parent is told that a company leaves; the new one sees what it uses.',
    answer: pageOf(transferRequestView),
  })
  async list(
    @Param({ schema: company }) { id }: { id: string },
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, id);
    const page = await this.transfers.of(id, caller, pageRequest(query, 2));
    return pageAnswer(page, `/v1/companies/${id}/transfer-requests`, query);
  }

  @Get(':requestId')
  @Reads({ summary: 'A transfer request', answer: transferRequestView })
  async find(@Param({ schema: one }) { id, requestId }: One, @TheCaller() caller: Caller): Promise<unknown> {
    await this.tenancy.require(caller, id);
    await this.transfers.require(requestId, id, 'any');
    const found = await this.transfers.find(requestId, caller);
    if (!found) throw unknown('transfer-request');
    return found.body;
  }

  @Post(':requestId/accept')
  @HttpCode(200)
  @Commands({
    summary: 'Take in a company that asks to move (CO-3)',
    description:
      'By the new parent, whose distributor must sell every SKU in use. The live contracts of a customer move with it, with their licences; their ends stay, trials end (CO-5). While an operation of the customer is in flight it is refused (operation-in-flight).',
    answer: transferRequestView,
    status: 200,
    roles,
    idempotencyKey: 'required',
  })
  async accept(
    @Param({ schema: one }) { id: toId, requestId }: One,
    @Body({ schema: nothing }) _body: Nothing,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, toId);
    const { companyId } = await this.transfers.require(requestId, toId, 'new-parent');
    const inUse = await this.transfers.inUseOf(companyId);
    const data = { companyId, transferId: requestId, toId, inUse, actor: actorOf(asked.caller) };
    return this.#submit(asked, { message: acceptTransfer, data, idempotencyKey: 'required' });
  }

  @Post(':requestId/decline')
  @HttpCode(200)
  @Commands({
    summary: 'Decline a company that asks to move (CO-3)',
    answer: transferRequestView,
    status: 200,
    roles,
    idempotencyKey: 'optional',
  })
  async decline(
    @Param({ schema: one }) { id: toId, requestId }: One,
    @Body({ schema: nothing }) _body: Nothing,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, toId);
    const { companyId } = await this.transfers.require(requestId, toId, 'new-parent');
    const data = { companyId, transferId: requestId, toId, actor: actorOf(asked.caller) };
    return this.#submit(asked, { message: declineTransfer, data, idempotencyKey: 'optional' });
  }

  @Post(':requestId/withdraw')
  @HttpCode(200)
  @Commands({
    summary: 'Take the own transfer request back (CO-3)',
    answer: transferRequestView,
    status: 200,
    roles,
    idempotencyKey: 'optional',
  })
  async withdraw(
    @Param({ schema: one }) { id, requestId }: One,
    @Body({ schema: nothing }) _body: Nothing,
    @TheAsked() asked: Asked,
  ): Promise<Answer> {
    await this.tenancy.require(asked.caller, id);
    await this.transfers.require(requestId, id, 'mover');
    const data = { companyId: id, transferId: requestId, actor: actorOf(asked.caller) };
    return this.#submit(asked, { message: withdrawTransfer, data, idempotencyKey: 'optional' });
  }

  #submit<M extends MessageDefinition>(
    asked: Asked,
    command: Omit<CommandAtDoor<M>, 'status'>,
  ): Promise<Answer> {
    return this.door.submit(asked, { ...command, status: 200 });
  }
}
