import { Controller, Inject } from '@nestjs/common';
import type { Refusal } from '@reservoir/kernel';
import { type DataOf, pointsOrderReceipt, pointsPurchased } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { purchasePoints } from '../../application/purchase-points.js';
import { lotIdOf } from '../../domain/grant.js';
import { POINTS, type PointsOfChunk, ledgerNeeds, portsIn } from './points-of-chunk.js';
import { publishEvents } from './publish-events.js';

type Order = DataOf<typeof pointsPurchased>;
type Receipt = DataOf<typeof pointsOrderReceipt>;

/** Upstream orders of points. Every line gets a receipt, and is credited once. */
@Controller()
export class OrdersController {
  constructor(@Inject(POINTS) private readonly points: PointsOfChunk) {}

  @Handles(pointsPurchased, (order) => ({
    companies: [order.partnerId],
    accounts: [order.partnerId],
    lots: [{ id: lotIdOf(order) }, ...ledgerNeeds(order.partnerId).lots],
  }))
  purchased(order: Order, context: RecordContext<Order>): void {
    const outcome = purchasePoints(order, portsIn(this.points, context.chunk), context.now);
    switch (outcome.kind) {
      case 'accepted':
        publishEvents(context, outcome.events);
        return receipt(context, { outcome: 'accepted', lotId: outcome.lotId, quantity: order.points });
      case 'duplicate':
        return receipt(context, {
          outcome: 'duplicate',
          lotId: outcome.lot.id,
          quantity: outcome.lot.points,
        });
      case 'missing':
        if (!context.lastAttempt) return context.park(outcome.refusal);
        return refuse(context, outcome.refusal);
      case 'refused':
        publishEvents(context, outcome.events);
        return refuse(context, outcome.refusal);
    }
  }
}

/** To the dead letters, with a receipt that says why. */
function refuse(context: RecordContext<Order>, refusal: Refusal): void {
  const { code, rule, detail } = refusal;
  receipt(context, { outcome: 'refused', lotId: null, quantity: 0, reason: { code, rule, detail } });
  context.deadLetter({ code, detail });
}

function receipt(
  context: RecordContext<Order>,
  answer: Pick<Receipt, 'outcome' | 'lotId' | 'quantity'> & Partial<Pick<Receipt, 'reason'>>,
): void {
  const { orderId, line, partnerId } = context.record.data;
  const { id: eventId } = context.record;
  context.publish(pointsOrderReceipt, {
    eventId,
    orderId,
    line,
    refundId: null,
    partnerId,
    reason: null,
    ...answer,
  });
}
