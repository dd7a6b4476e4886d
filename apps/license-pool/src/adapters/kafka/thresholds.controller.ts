import { Controller, Inject } from '@nestjs/common';
import { type DataOf, poolIdOf, setThresholds } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { setThresholds as set } from '../../application/set-thresholds.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { complete } from './operation-answers.js';
import { publishEvents } from './publish-events.js';
import { poolKeyOf } from './states.js';

/** When a partner wants to know that its stock is low (PO-11). */
@Controller()
export class ThresholdsController {
  constructor(@Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk) {}

  @Handles(setThresholds, ({ pool }) => ({ pools: [poolIdOf(pool)] }))
  set({ pool, thresholds }: DataOf<typeof setThresholds>, context: RecordContext): void {
    const collections = this.collections.in(context.chunk);
    const outcome = set(poolKeyOf(pool), thresholds, collections, context.now);
    publishEvents(context, outcome.events);
    complete(context, outcome, { kind: 'pool-thresholds', id: poolIdOf(pool) });
  }
}
