import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  abandonMint,
  expirePoints,
  giveUpExchange,
  notifyExpiringPoints,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { giveUpExchange as giveUp } from '../../application/give-up-exchange.js';
import { notifyExpiring } from '../../application/notify-expiring.js';
import { settleExpired } from '../../application/settle-expired.js';
import { GIVE_UP_AFTER_MS, POINTS, type PointsOfChunk, ledgerNeeds, portsIn } from './points-of-chunk.js';
import { publishEvents, publishNotice } from './publish-events.js';

/** What time has made due; a second command of a kind changes nothing. */
@Controller()
export class DueController {
  constructor(
    @Inject(POINTS) private readonly points: PointsOfChunk,
    @Inject(GIVE_UP_AFTER_MS) private readonly giveUpAfterMs: number,
  ) {}

  /** Expires all that is over of the partner, the named lot among it (PT-5). */
  @Handles(expirePoints, ({ partnerId }) => ledgerNeeds(partnerId))
  expire({ partnerId }: DataOf<typeof expirePoints>, context: RecordContext): void {
    publishEvents(context, settleExpired(partnerId, portsIn(this.points, context.chunk)));
  }

  /** Tells the partner of a lot's expiry (PT-8). */
  @Handles(notifyExpiringPoints, ({ lotId }) => ({ lots: [{ id: lotId }] }))
  notify(command: DataOf<typeof notifyExpiringPoints>, context: RecordContext): void {
    const notice = notifyExpiring(command, portsIn(this.points, context.chunk), context.now);
    if (notice) publishNotice(context, notice);
  }

  /** The pool decides: it answers that it never will mint the exchange, or that it has (PT-4). */
  @Handles(giveUpExchange, ({ exchangeId }) => ({ exchanges: [exchangeId] }))
  giveUp({ exchangeId, deadline }: DataOf<typeof giveUpExchange>, context: RecordContext): void {
    const { giveUpAfterMs } = this;
    const ports = portsIn(this.points, context.chunk);
    const exchange = giveUp({ exchangeId, deadline, giveUpAfterMs }, ports, context.now);
    if (!exchange) return;
    const { partnerId, sku, term } = exchange;
    context.publish(abandonMint, { pool: { partnerId, sku, term }, exchangeId });
  }
}
