import { Controller, Inject } from '@nestjs/common';
import { type DataOf, clientLockRefused, clientLocked, lockClient } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { lockClient as lock } from '../../application/lock-client.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publish } from './publish.js';

/** Asked by companies before a customer moves to another partner (CO-5); the answer goes back to it. */
@Controller()
export class ClientLocksController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(lockClient, ({ customerId }) => ({ clients: [customerId] }))
  lock(data: DataOf<typeof lockClient>, context: RecordContext): void {
    const { transferId, customerId, partnerId, toId, companyVersion } = data;
    const wanted = { transferId, partnerId, companyVersion };
    const refusal = lock(customerId, wanted, this.portsOf(context.chunk), context.now);
    const answer = { companyId: customerId, transferId, toId };
    if (refusal) publish(context, clientLockRefused, { ...answer, refusal });
    else publish(context, clientLocked, answer);
  }
}
