import { type Instant, type UtcDay, plusDays } from '@reservoir/kernel';
import type { Connection } from 'mongoose';
import { type RenewalsDue, horizons } from '../../../domain/days-of-cover.js';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

interface DueOfPool {
  readonly _id: { readonly poolId: string; readonly due: UtcDay };
  readonly licences: number;
}

/** Reads what spreadsheets tell of a partner's stock. */
export class StockReportQueries {
  readonly #pools: ReadModel<'pools'>;
  readonly #lots: ReadModel<'lots'>;
  readonly #contracts: ReadModel<'contracts'>;

  constructor(connection: Connection) {
    this.#pools = new ReadModel(connection, 'pools');
    this.#lots = new ReadModel(connection, 'lots');
    this.#contracts = new ReadModel(connection, 'contracts');
  }

  pools(partnerId: string, page: PageRequest): Promise<Page<ReadModels['pools']>> {
    return pageOf(this.#pools, { partnerId }, { _id: 1 }, page);
  }

  /** Lots of a partner with unassigned licences that expire until an instant, the first first (PO-2). */
  expiring(partnerId: string, until: Instant, page: PageRequest): Promise<Page<ReadModels['lots']>> {
    const filter = { expiringOf: partnerId, expiresAt: { $lte: until } };
    return pageOf(this.#lots, filter, { expiresAt: 1, _id: 1 }, page);
  }

  /** What renewals will draw from all pools of a partner within the longest horizon, day by day, by pool (PO-11). */
  async renewalsDue(partnerId: string, today: UtcDay): Promise<ReadonlyMap<string, readonly RenewalsDue[]>> {
    const until = plusDays(today, Math.max(...horizons));
    // The pools of a partner: `;` comes right after the `:` of their ids.
    const poolId = { $gte: `${partnerId}:`, $lt: `${partnerId};` };
    const found = this.#contracts.aggregate<DueOfPool>(
      { 'renewal.poolId': poolId, 'renewal.due': { $gt: today, $lte: until } },
      [
        {
          $group: {
            _id: { poolId: '$renewal.poolId', due: '$renewal.due' },
            licences: { $sum: '$renewal.licences' },
          },
        },
        { $sort: { '_id.due': 1 } },
      ],
    );
    const byPool = new Map<string, RenewalsDue[]>();
    for await (const { _id: of, licences } of found) {
      const known = byPool.get(of.poolId) ?? [];
      byPool.set(of.poolId, [...known, { day: of.due, licences }]);
    }
    return byPool;
  }
}
