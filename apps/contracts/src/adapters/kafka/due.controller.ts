import { Controller, Inject } from '@nestjs/common';
import { type DataOf, doWhatIsDue, renewAutomatically } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { doWhatIsDue as catchUp } from '../../application/do-what-is-due.js';
import { needsOfDue } from '../../application/needs.js';
import type { Outcome } from '../../application/outcome.js';
import { renewAutomatically as renew } from '../../application/renew-automatically.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publishOutcome } from './publish-outcome.js';

/** What the scheduler found due (CT-7, CT-8, CT-17). */
@Controller()
export class DueController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  @Handles(doWhatIsDue, needsOfDue)
  due(data: DataOf<typeof doWhatIsDue>, context: RecordContext): void {
    this.#take(catchUp(data, this.portsOf(context.chunk), context.now), context);
  }

  @Handles(renewAutomatically, needsOfDue)
  renew(data: DataOf<typeof renewAutomatically>, context: RecordContext): void {
    this.#take(renew(data, this.portsOf(context.chunk), context.now), context);
  }

  /**
   * CT-19: jobs wait their turn; who has waited long is found due again. Nobody waits behind one: what the operation under way is
   * to be answered has the same key.
   */
  #take(outcome: Outcome | undefined, context: RecordContext): void {
    const detail = 'an operation of the family is under way';
    if (outcome) publishOutcome(context, outcome);
    else if (!context.lastAttempt) context.park({ code: 'operation-in-flight', detail }, { alone: true });
  }
}
