import { Controller, Inject } from '@nestjs/common';
import { type DataOf, clientLockRefused, clientLocked } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import type { Tree } from '../../application/companies.js';
import { needs } from '../../application/needs.js';
import { concludeMove } from '../../application/transfer-company.js';
import { TREE, type TreeOfChunk } from './companies-of-chunk.js';
import { completeTransfer, refuseOperation } from './operation-answers.js';
import { publishEvents } from './publish-events.js';

type Locked = DataOf<typeof clientLocked>;

const needsOf = ({ transferId, companyId, toId }: Pick<Locked, 'transferId' | 'companyId' | 'toId'>) =>
  needs({ requests: [transferId], lines: [companyId, toId] });

/** What contracts answers when a customer's licences have moved (CO-5); the operation that accepted the request is answered now. */
@Controller()
export class ClientLocksController {
  constructor(@Inject(TREE) private readonly tree: TreeOfChunk) {}

  @Handles(clientLocked, needsOf)
  locked(data: Locked, context: RecordContext): void {
    const tree = this.tree.in(context.chunk);
    const operationId = waitingFor(data, tree);
    const events = concludeMove(data, true, tree, context.now);
    publishEvents(context, events);
    const request = tree.requests.find(data.transferId);
    if (events.length > 0 && request)
      completeTransfer(context, operationId, request, tree.companies.find(data.companyId), data.pools);
  }

  @Handles(clientLockRefused, needsOf)
  refused(data: DataOf<typeof clientLockRefused>, context: RecordContext): void {
    const tree = this.tree.in(context.chunk);
    const operationId = waitingFor(data, tree);
    const events = concludeMove(data, false, tree, context.now);
    publishEvents(context, events);
    const { code, rule, detail, errors } = data.refusal;
    if (events.length > 0)
      refuseOperation(context, operationId, { code, rule, detail, ...(errors && { errors }) });
  }
}

const waitingFor = ({ transferId }: Pick<Locked, 'transferId'>, { requests }: Tree): string | null =>
  requests.find(transferId)?.acceptance?.operationId ?? null;
