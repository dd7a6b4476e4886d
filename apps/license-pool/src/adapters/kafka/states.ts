import type { DataOf, lotAdded } from '@reservoir/messages';
import { type PoolKeyData, poolIdOf } from '@reservoir/messages';
import { type GrantedPick, type Lot, never } from '../../domain/lot.js';
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
    ...(pool.level.thresholds.length > 0 && { level: levelDataOf(pool) }),
    version: pool.version,
  },
  lots: lots.map(lotDataOf),
});

const levelDataOf = ({ level, counts }: Pool) => ({
  peak: level.peaks[0]?.available ?? counts.available,
  thresholds: [...level.thresholds],
});

const lotDataOf = (lot: Lot): StockData['lots'][number] => ({
  id: lot.id,
  provenance: lot.provenance,
  source: lot.source,
  distributorId: lot.distributorId,
  quantity: lot.quantity,
  counts: lot.counts,
  purchasedAt: lot.purchasedAt,
  expiresAt: expiryDataOf(lot),
  version: lot.version,
});

/** When licences expire; null for those that stay. */
const expiryDataOf = ({ expiresAt }: Pick<Lot, 'expiresAt'>) => (expiresAt === never ? null : expiresAt);

/** What a contract is told of the lots that its licences come from (CT-1, CO-4). */
export const grantedDataOf = (picks: readonly GrantedPick[]) =>
  picks.map((pick) => ({ ...pick, expiresAt: expiryDataOf(pick) }));

/** What every answer about a pool says of it; a pool that nothing has entered has no version. */
export const answerBaseOf = (pool: Pool, holder: Holder) => ({
  pool: keyDataOf(pool),
  holder,
  poolVersion: pool.version === 0 ? null : pool.version,
});
