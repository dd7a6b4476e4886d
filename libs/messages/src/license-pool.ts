import { z } from 'zod';
import { companyId, count, id, quantity, sku, term, time, version } from './common.js';

/** A pool's identity: (partner, SKU, term) (PO-1). */
export const poolKey = z.object({ partnerId: companyId, sku, term });
export type PoolKeyData = z.output<typeof poolKey>;

/** The record key and read-model id of a pool. */
export const poolIdOf = (pool: PoolKeyData): string => `${pool.partnerId}:${pool.sku}:${pool.term}`;

/** The identity behind a pool's id: neither partner nor term holds a colon, a SKU may. */
export function poolKeyOf(poolId: string): PoolKeyData {
  const first = poolId.indexOf(':');
  const last = poolId.lastIndexOf(':');
  return poolKey.parse({
    partnerId: poolId.slice(0, first),
    sku: poolId.slice(first + 1, last),
    term: poolId.slice(last + 1),
  });
}

/** The seven counts of PO-1, in licences; their sum is the quantity. */
export const counts = z.object({
  available: count,
  reserved: count,
  assigned: count,
  retired: count,
  expired: count,
  refunded: count,
  transferredOut: count,
});

/** When a stock is low: below so many licences, or so many percent of its 90-day peak, rounded up (PO-11). */
export const lowMark = z
  .object({ unit: z.enum(['licences', 'percent']), value: quantity })
  .refine(({ unit, value }) => unit === 'licences' || value <= 100, {
    path: ['value'],
    error: 'must be at most 100 percent',
  });

/** What thresholds are held against; of pools that have some. */
export const poolLevel = z.object({
  /** The most licences that were available on any of the last 90 days. */
  peak: count,
  /** `armed`: the next downward crossing gives a notice. */
  thresholds: z.array(z.object({ ...lowMark.shape, armed: z.boolean() })).max(10),
});

/** A pool after the event: the sums over its lots. `version` is the event's sequence. */
export const poolState = poolKey.extend({ quantity: count, counts, level: poolLevel.optional(), version });

/** A lot after the event (PO-1). */
export const lotState = z.object({
  id,
  provenance: z.enum(['purchase', 'points', 'promotion', 'transfer', 'adjustment']),
  /** The order line, exchange or adjustment that it came from. */
  source: z.object({
    orderId: id.optional(),
    line: id.optional(),
    exchangeId: id.optional(),
    /** The transfer of a client, and the lot that it took the licences from (CO-5). */
    transferId: id.optional(),
    lotId: id.optional(),
    /** The operation by which an operator added it (CO-10). */
    operationId: id.optional(),
  }),
  distributorId: companyId,
  quantity,
  counts,
  purchasedAt: time,
  expiresAt: time.nullable(),
  version,
});

/** Licences of one lot (a batch of CT-1, a pick of PO-4). */
export const pick = z.object({ lotId: id, quantity });
export const picks = z.array(pick).min(1).max(1000);

/** Licences that were granted, and what a contract has to remember of their lot (CT-1, CO-4). */
export const grantedPick = pick.extend({
  purchasedAt: time.optional(),
  /** Null for licences that never expire in the pool. */
  expiresAt: time.nullable().optional(),
  distributorId: companyId.optional(),
});
export const grantedPicks = z.array(grantedPick).min(1).max(1000);

/** What a draw or reservation is for; answers are addressed to it. */
export const holder = z.object({
  /** The assignment (saga) that asks. */
  assignmentId: id,
  customerId: companyId,
  contractId: id,
});
