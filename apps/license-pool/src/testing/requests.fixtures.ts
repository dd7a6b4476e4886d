import { idFor } from '@reservoir/kernel';
import type { OrderLine, Purchase } from '../application/credit-purchase.js';
import type { RefundPurchase } from '../application/refund-purchase.js';
import { aKey, at } from './license-pool.fixtures.js';

type PurchaseLike = Partial<OrderLine> & Partial<Pick<Purchase, 'pool' | 'contentHash'>>;

/** An order line of `partner-gold`: five licences of Secure Plus for a year, unless told otherwise. */
export function aPurchase({
  pool = aKey(),
  contentHash = 'content-one',
  ...differing
}: PurchaseLike = {}): Purchase {
  const order: OrderLine = {
    orderId: 'order-one',
    line: '1',
    partnerId: pool.partnerId,
    distributorId: 'distributor-one',
    sku: pool.sku,
    term: pool.term,
    quantity: 5,
    purchasedAt: at('2026-11-20T00:00:00Z'),
    ...differing,
  };
  return { order, pool, lotId: idFor('purchase', order.orderId, order.line), contentHash };
}

/** A refund of one licence of that order line, unless told otherwise. */
export function aRefund(differing: Partial<RefundPurchase> = {}): RefundPurchase {
  const orderId = differing.orderId ?? 'order-one';
  const line = differing.line ?? '1';
  return {
    refundId: 'refund-one',
    contentHash: 'refund-content-one',
    orderId,
    line,
    partnerId: 'partner-gold',
    lotId: idFor('purchase', orderId, line),
    quantity: 1,
    ...differing,
  };
}
