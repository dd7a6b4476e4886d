import { Controller, Inject } from '@nestjs/common';
import { itemIdOf } from '@reservoir/catalog-rules';
import type { Refusal } from '@reservoir/kernel';
import { type DataOf, licensePurchased, licenseRefunded, poolIdOf } from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { LOGGER, type Logger } from '@reservoir/service';
import { creditPurchase } from '../../application/credit-purchase.js';
import { refundPurchase } from '../../application/refund-purchase.js';
import { COLLECTIONS, type CollectionsOfChunk } from './collections-of-chunk.js';
import { lotIdOf, purchaseHashOf, refundHashOf } from './order-lines.js';
import { publishEvents } from './publish-events.js';
import { acknowledge, refuse } from './receipts.js';
import { poolKeyOf } from './states.js';

type Purchased = DataOf<typeof licensePurchased>;
type Refunded = DataOf<typeof licenseRefunded>;

/** What upstream order systems say of licences. */
@Controller()
export class OrdersController {
  constructor(
    @Inject(COLLECTIONS) private readonly collections: CollectionsOfChunk,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Handles(licensePurchased, (data) => ({
    pools: [poolIdOf(data)],
    partners: [data.partnerId],
    assortments: [data.distributorId],
    retirements: [itemIdOf(data.sku)],
    lots: [lotIdOf(data)],
  }))
  purchase(data: Purchased, context: RecordContext): void {
    const pool = poolKeyOf({ partnerId: data.partnerId, sku: data.sku, term: data.term });
    const lotId = lotIdOf(data);
    const purchase = { order: data, pool, lotId, contentHash: purchaseHashOf(data) };
    const outcome = creditPurchase(purchase, this.collections.in(context.chunk), context.now);
    switch (outcome.kind) {
      case 'accepted':
        publishEvents(context, outcome.events);
        return acknowledge(context, data, 'accepted', { lotId, quantity: data.quantity });
      case 'duplicate':
        return acknowledge(context, data, 'duplicate', { lotId, quantity: data.quantity });
      case 'changed':
        return this.#alert(context, data, outcome.refusal);
      case 'unready':
        return parkOrSetAside(context, data, outcome.refusal);
    }
  }

  @Handles(licenseRefunded, (data) => ({ refunds: [data.refundId], orderLines: [lotIdOf(data)] }))
  refund(data: Refunded, context: RecordContext): void {
    const lotId = lotIdOf(data);
    const request = { ...data, lotId, contentHash: refundHashOf(data) };
    const outcome = refundPurchase(request, this.collections.in(context.chunk), context.now);
    switch (outcome.kind) {
      case 'accepted':
        publishEvents(context, outcome.events);
        return acknowledge(context, data, 'accepted', { lotId, quantity: data.quantity });
      case 'duplicate':
        return acknowledge(context, data, 'duplicate', { lotId, quantity: data.quantity });
      case 'refused':
        return refuse(context, data, outcome.refusal);
      case 'changed':
        return this.#alert(context, data, outcome.refusal);
      case 'unready':
        return parkOrSetAside(context, data, outcome.refusal);
    }
  }

  /** PO-3, PO-10: the same key with other content. Somebody has to look: nothing is credited, and the record is kept. */
  #alert(context: RecordContext, line: Purchased | Refunded, refusal: Refusal): void {
    const { id: eventId, topic, partition, offset, correlationId } = context.record;
    this.logger.error(
      { eventId, topic, partition, offset, correlationId, ...refusal },
      'an order line changed',
    );
    setAside(context, line, refusal);
  }
}

/** A fact that is still on its way may cure it; when none came in time, it is refused (interfaces.md). */
function parkOrSetAside(context: RecordContext, line: Purchased | Refunded, refusal: Refusal): void {
  if (context.lastAttempt) setAside(context, line, refusal);
  else context.park(refusal);
}

function setAside(context: RecordContext, line: Purchased | Refunded, refusal: Refusal): void {
  refuse(context, line, refusal);
  context.deadLetter(refusal);
}
