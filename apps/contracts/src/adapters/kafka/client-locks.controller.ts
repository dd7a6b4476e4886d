import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  clientLockRefused,
  clientLocked,
  lockClient,
  poolIdOf,
  transferApplied,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import * as transfer from '../../application/lock-client.js';
import { needsOfMove } from '../../application/needs.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publish } from './publish.js';
import { publishOutcome } from './publish-outcome.js';
import { refusalOf } from './refusal-of.js';

interface About {
  readonly companyId: string;
  readonly transferId: string;
  readonly toId: string;
}

/** A customer moves to another partner (CO-5): asked by companies, which are answered when its licences have moved. */
@Controller()
export class ClientLocksController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(lockClient, needsOfMove)
  lock(data: DataOf<typeof lockClient>, context: RecordContext): void {
    const { transferId, customerId: companyId, toId } = data;
    const ports = this.portsOf(context.chunk);
    const about = { companyId, transferId, toId };
    if (!ports.companies.find(toId)) return missing(about, context);
    const { outcome, answer } = transfer.lockClient(data, ports, context.now);
    publishOutcome(context, outcome);
    tell(about, answer, context);
  }

  @Handles(transferApplied, ({ customerId }) => ({ clients: [customerId] }))
  handedOver(data: DataOf<typeof transferApplied>, context: RecordContext): void {
    const { transferId, customerId, toPool, poolVersion, toPoolVersion } = data;
    const pools = [
      { pool: data.pool, version: poolVersion },
      { pool: toPool, version: toPoolVersion },
    ];
    const answer = transfer.noteHandOver({ ...data, pools }, this.portsOf(context.chunk));
    tell({ companyId: customerId, transferId, toId: toPool.partnerId }, answer, context);
  }
}

/** The new parent is a company: its fact is on its way. */
function missing(about: About, context: RecordContext): void {
  const detail = `the company ${about.toId} is not known here yet`;
  if (!context.lastAttempt) return context.park({ code: 'facts-missing', detail });
  publish(context, clientLockRefused, { ...about, refusal: { code: 'facts-missing', rule: 'CO-5', detail } });
}

function tell(about: About, answer: transfer.LockAnswer, context: RecordContext): void {
  switch (answer.kind) {
    case 'later':
      return;
    case 'refused':
      return publish(context, clientLockRefused, { ...about, refusal: refusalOf(answer.refusal) });
    case 'locked':
      return publish(context, clientLocked, {
        ...about,
        pools: answer.pools.map(({ pool, version }) => ({ id: poolIdOf(pool), version })),
      });
  }
}
