import { idFor } from '@reservoir/kernel';
import type { Purchase } from '../application/credit-purchase.js';
import type { RefundPurchase } from '../application/refund-purchase.js';
import { aKey, at } from './license-pool.fixtures.js';

/** An order line of `partner-gold`: five licences of Secure Plus for a year, unless told otherwise. */
export function aPurchase(differing: Partial<Purchase> = {}): Purchase {
  const orderId = differing.orderId ?? 'order-one';
  const line = differing.line ?? '1';
  const pool = differing.pool ?? aKey();
  return {
    lotId: idFor('purchase', orderId, line),
    contentHash: 'content-one',
    orderId,
    line,
    pool,
    partnerId: pool.partnerId,
    distributorId: 'distributor-one',
    sku: pool.sku,
    term: pool.term,
    quantity: 5,
    purchasedAt: at('2026-11-20T00:00:00Z'),
    ...differing,
  };
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
