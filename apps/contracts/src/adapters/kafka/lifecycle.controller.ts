import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  cancelContract,
  renewContract,
  resumeService,
  suspendService,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import * as lifecycle from '../../application/lifecycle.js';
import { needsOfFamily } from '../../application/needs.js';
import { onFamily } from './family-command.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';

/** Commands on a contract that is there: cancel, renew, suspend, resume. */
@Controller()
export class LifecycleController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(cancelContract, needsOfFamily)
  cancel(data: DataOf<typeof cancelContract>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), lifecycle.cancelContract);
  }

  @Handles(renewContract, needsOfFamily)
  renew(data: DataOf<typeof renewContract>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), lifecycle.renewContract);
  }

  @Handles(suspendService, needsOfFamily)
  suspend(data: DataOf<typeof suspendService>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), lifecycle.suspendService);
  }

  @Handles(resumeService, needsOfFamily)
  resume(data: DataOf<typeof resumeService>, context: RecordContext): void {
    onFamily(data, context, this.portsOf(context.chunk), lifecycle.resumeService);
  }
}
