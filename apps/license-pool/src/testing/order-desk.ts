import { beforeEach } from '@jest/globals';
import { idFor } from '@reservoir/kernel';
import { licensePurchased, licenseRefunded } from '@reservoir/messages';
import type { RecordContext } from '@reservoir/messaging';
import type { Logger } from '@reservoir/service';
import { OrdersController } from '../adapters/kafka/orders.controller.js';
import { aPartner, anAssortment, now } from './license-pool.fixtures.js';
import { MemoryCollections } from './memory-collections.js';
import { tell } from './record-context.js';

const purchased = {
  orderId: 'order-one',
  line: 1,
  distributorId: 'distributor-one',
  partnerId: 'partner-gold',
  sku: 'endpoint-security:secure-plus',
  term: 'Y1',
  quantity: 5,
  unitPrice: { currency: 'EUR', amountMinor: 1250 },
  purchasedAt: '2026-11-20T01:00:00+01:00',
};
const refunded = {
  refundId: 'refund-one',
  orderId: 'order-one',
  line: 1,
  partnerId: 'partner-gold',
  quantity: 2,
};

/** The lot of the purchase. */
export const lotId = idFor('purchase', 'order-one', '1');
/** What every receipt of its line says. */
export const receipt = {
  eventId: 'event-one',
  orderId: 'order-one',
  line: '1',
  refundId: null,
  partnerId: 'partner-gold',
};

/** The controller of orders over one memory; all records of a test are of one chunk. */
export class OrderDesk {
  readonly alerts: unknown[] = [];
  readonly #controller: OrdersController;

  constructor() {
    const { collections } = new MemoryCollections().begin(now);
    collections.partners.save(aPartner());
    collections.assortments.save(anAssortment());
    const logger = { error: (facts: unknown) => this.alerts.push(facts) } as unknown as Logger;
    this.#controller = new OrdersController({ in: () => collections }, logger);
  }

  purchase(differing: object = {}, options = {}): Promise<RecordContext> {
    return tell(
      (data, context) => this.#controller.purchase(data, context),
      licensePurchased,
      { ...purchased, ...differing },
      options,
    );
  }

  refund(differing: object = {}, options = {}): Promise<RecordContext> {
    return tell(
      (data, context) => this.#controller.refund(data, context),
      licenseRefunded,
      { ...refunded, ...differing },
      options,
    );
  }
}

/** A desk for each test of a file. */
export function orderDesk(): { readonly desk: OrderDesk } {
  const current = { desk: new OrderDesk() };
  beforeEach(() => {
    current.desk = new OrderDesk();
  });
  return current;
}
