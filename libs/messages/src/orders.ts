import { z } from 'zod';
import { count, id, money, quantity, refusal, term, time } from './common.js';
import { defineMessage } from './define.js';

const anyId = z.string().min(1).max(128);

/** A partner bought licences: one line of an order (PO-3). */
export const licensePurchased = defineMessage({
  type: 'orders.license-purchased.v1',
  topic: 'orders.v1',
  summary: 'A partner bought licences: one line of an order',
  keyOf: (data) => data.partnerId,
  schema: z.object({
    orderId: id,
    line: z.union([id, z.int().min(0).transform(String)]),
    distributorId: anyId,
    partnerId: anyId,
    sku: anyId,
    term,
    quantity,
    unitPrice: money.optional(),
    purchasedAt: time,
  }),
});

/** Licences of an order line are given back (PO-10). */
export const licenseRefunded = defineMessage({
  type: 'orders.license-refunded.v1',
  topic: 'orders.v1',
  summary: 'Licences of an order line are given back',
  keyOf: (data) => data.partnerId,
  schema: z.object({
    refundId: id,
    orderId: id,
    line: z.union([id, z.int().min(0).transform(String)]),
    partnerId: anyId,
    quantity,
    reason: z.string().min(1).max(500).optional(),
  }),
});

/** A partner bought MSSP points (PT-2). */
export const pointsPurchased = defineMessage({
  type: 'orders.points-purchased.v1',
  topic: 'orders.v1',
  summary: 'A partner bought MSSP points',
  keyOf: (data) => data.partnerId,
  schema: z.object({
    orderId: id,
    line: z.union([id, z.int().min(0).transform(String)]),
    partnerId: anyId,
    points: z.int().min(1).max(1_000_000_000),
    purchasedAt: time,
    expiresAt: time.optional(),
    priority: z.int().min(0).max(1000).optional(),
  }),
});

const receiptSchema = z.object({
  /** CloudEvents `id` of the record that this answers. */
  eventId: z.string().max(256),
  orderId: id,
  line: id,
  refundId: id.nullable(),
  partnerId: anyId,
  outcome: z.enum(['accepted', 'duplicate', 'refused']),
  /** The lot that was credited or refunded; null when refused. */
  lotId: id.nullable(),
  /** Licences or points that were credited or refunded; 0 when refused. */
  quantity: count,
  reason: refusal.nullable(),
});

const receiptOf = (service: 'license-pool' | 'points-exchange', what: string) =>
  defineMessage({
    type: `reservoir.${service}.order-receipt.v1`,
    topic: 'orders.receipts.v1',
    summary: `What became of an order line of ${what}`,
    keyOf: (data) => data.partnerId,
    schema: receiptSchema,
  });

/** What became of a purchase or refund of licences. */
export const licenseOrderReceipt = receiptOf('license-pool', 'licences');

/** What became of a purchase of points. */
export const pointsOrderReceipt = receiptOf('points-exchange', 'points');
