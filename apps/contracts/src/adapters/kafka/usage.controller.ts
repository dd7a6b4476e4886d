import { Controller, Inject } from '@nestjs/common';
import { type DataOf, reviewUsage, usageReported } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { needsOfReading, recordUsage } from '../../application/record-usage.js';
import { needsOfReview, reviewUsage as review } from '../../application/review-usage.js';
import { nothing } from '../../application/outcome.js';
import { PORTS, type PortsOfChunk } from './ports-of-chunk.js';
import { publishOutcome } from './publish-outcome.js';

/** What security products count (EN-4). */
@Controller()
export class UsageController {
  constructor(@Inject(PORTS) private readonly portsOf: PortsOfChunk) {}

  /** A customer or SKU that is not known yet may be on its way: it is waited for, and then set aside (interfaces.md). */
  @Handles(usageReported, needsOfReading)
  report(data: DataOf<typeof usageReported>, context: RecordContext): void {
    const recorded = recordUsage(data, this.portsOf(context.chunk), context.now);
    if (recorded.kind === 'kept') publishOutcome(context, { ...nothing, events: recorded.events });
    else if (recorded.kind === 'unready' && !context.lastAttempt) context.park(recorded.refusal);
    else context.deadLetter(recorded.refusal);
  }

  @Handles(reviewUsage, needsOfReview)
  review(data: DataOf<typeof reviewUsage>, context: RecordContext): void {
    const events = review(data, this.portsOf(context.chunk), context.now);
    publishOutcome(context, { ...nothing, events });
  }
}
