import type { DataOf, lotAdded } from '@reservoir/messages';
import { type PoolKeyData, poolIdOf } from '@reservoir/messages';
import { type Lot, never } from '../../domain/lot.js';
import type { Pool, PoolKey, Stock } from '../../domain/pool.js';
import type { Holder } from '../../domain/reservation.js';

/** The part of every event that tells of the pool and its lots. */
type StockData = DataOf<typeof lotAdded>;

/** A pool's identity as records name it. */
export const keyDataOf = ({ partnerId, sku, term }: PoolKey): PoolKeyData => ({ partnerId, sku, term });

/** A pool's identity as the domain has it. */
export const poolKeyOf = (key: PoolKeyData): PoolKey => ({ id: poolIdOf(key), ...key });

/** The pool and the touched lots after an event. */
export const stockDataOf = ({ pool, lots }: Stock): StockData => ({
  pool: {
    partnerId: pool.partnerId,
    sku: pool.sku,
    term: pool.term,
    quantity: pool.quantity,
    counts: pool.counts,
    version: pool.version,
  },
  lots: lots.map(lotDataOf),
});

const lotDataOf = (lot: Lot): StockData['lots'][number] => ({
  id: lot.id,
  provenance: lot.provenance,
  source: lot.source,
  distributorId: lot.distributorId,
  quantity: lot.quantity,
  counts: lot.counts,
  purchasedAt: lot.purchasedAt,
  expiresAt: lot.expiresAt === never ? null : lot.expiresAt,
  version: lot.version,
});

/** What every answer about a pool says of it; a pool that nothing has entered has no version. */
export const answerBaseOf = (pool: Pool, holder: Holder) => ({
  pool: keyDataOf(pool),
  holder,
  poolVersion: pool.version === 0 ? null : pool.version,
});
