import { Controller, Inject } from '@nestjs/common';
import { type Decided, type Refusal, type Result, idFor } from '@reservoir/kernel';
import {
  type DataOf,
  acceptTransfer,
  declineTransfer,
  expireTransfer,
  requestTransfer,
  withdrawTransfer,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { needs } from '../../application/needs.js';
import * as transfer from '../../application/transfer-company.js';
import type { Changes, CompaniesEvent } from '../../domain/company.events.js';
import { TREE, type TreeOfChunk } from './companies-of-chunk.js';
import { completeTransfer, refuse } from './operation-answers.js';
import { publishEvents } from './publish-events.js';

interface About {
  readonly transferId: string;
  readonly companyId: string;
}

const byNewParent = ({ transferId, companyId, toId }: About & { readonly toId: string }) =>
  needs({ requests: [transferId], companies: [companyId], lines: [toId] });

/** Commands on transfer requests (CO-3). */
@Controller()
export class TransfersController {
  constructor(@Inject(TREE) private readonly tree: TreeOfChunk) {}

  @Handles(requestTransfer, ({ companyId, toId }) =>
    needs({ lines: [companyId, toId], requests: [{ openOf: companyId }] }),
  )
  request(data: DataOf<typeof requestTransfer>, context: RecordContext): void {
    const { operationId, id: eventId } = context.record;
    const id = idFor('transfer', operationId ?? eventId);
    const outcome = transfer.requestTransfer({ id, ...data }, this.tree.in(context.chunk), context.now);
    this.#answer(id, outcome, context);
  }

  @Handles(acceptTransfer, ({ transferId, companyId, toId }) =>
    needs({ requests: [transferId], lines: [companyId, toId], assortments: [{ topOf: toId }] }),
  )
  accept(data: DataOf<typeof acceptTransfer>, context: RecordContext): void {
    const { transferId, companyId, toId, inUse, actor } = data;
    const { operationId } = context.record;
    const answer = { transferId, companyId, speaker: 'new-parent', speakerId: toId, actor } as const;
    const tree = this.tree.in(context.chunk);
    const outcome = transfer.acceptTransfer({ ...answer, inUse, operationId }, tree, context.now);
    this.#answer(transferId, outcome, context);
  }

  @Handles(declineTransfer, byNewParent)
  decline(data: DataOf<typeof declineTransfer>, context: RecordContext): void {
    const { transferId, companyId, toId: speakerId, actor } = data;
    this.#end({ transferId, companyId, speaker: 'new-parent', speakerId, actor }, context);
  }

  @Handles(withdrawTransfer, ({ transferId, companyId }) =>
    needs({ requests: [transferId], lines: [companyId] }),
  )
  withdraw(data: DataOf<typeof withdrawTransfer>, context: RecordContext): void {
    const { transferId, companyId, actor } = data;
    this.#end({ transferId, companyId, speaker: 'mover', speakerId: companyId, actor }, context);
  }

  @Handles(expireTransfer, ({ transferId, companyId }) =>
    needs({ requests: [transferId], companies: [companyId] }),
  )
  expire(data: DataOf<typeof expireTransfer>, context: RecordContext): void {
    publishEvents(context, transfer.expireTransfer(data, this.tree.in(context.chunk), context.now));
  }

  #end(answer: Parameters<typeof transfer.endTransfer>[0], context: RecordContext): void {
    const outcome = transfer.endTransfer(answer, this.tree.in(context.chunk), context.now);
    this.#answer(answer.transferId, outcome, context);
  }

  /** A request that is moving answers its operation when it has moved (CO-5). */
  #answer(
    id: string,
    outcome: Result<Decided<Changes, CompaniesEvent>, Refusal>,
    context: RecordContext,
  ): void {
    if (!outcome.ok) return refuse(context, outcome.error);
    const { events, state } = outcome.value;
    publishEvents(context, context.record.preview ? events.filter(toldBeforehand) : events);
    const request = state.requests.find((one) => one.id === id);
    const company = state.companies.find((one) => one.id === request?.companyId);
    if (request && request.state !== 'moving')
      completeTransfer(context, context.record.operationId, request, company);
  }
}

// CO-3: whoever only asks what would happen sees the request, and nothing else of a company that is not below it yet.
const toldBeforehand = ({ type }: CompaniesEvent): boolean => type !== 'company-changed';
