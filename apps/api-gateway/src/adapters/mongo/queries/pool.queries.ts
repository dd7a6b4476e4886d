import { type Term, type UtcDay, plusDays } from '@reservoir/kernel';
import type { Connection, mongo } from 'mongoose';
import { type RenewalsDue, horizons } from '../../../domain/days-of-cover.js';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

/** What a list of pools is narrowed to. */
export interface PoolFilter {
  readonly sku?: string | undefined;
  readonly term?: Term | undefined;
}

/** What a list of lots is narrowed to. */
export interface LotFilter {
  readonly provenance?: ReadModels['lots']['provenance'] | undefined;
  /** True: those of which something is available. */
  readonly open?: boolean | undefined;
}

/** Reads pools and lots. */
export class PoolQueries {
  readonly #pools: ReadModel<'pools'>;
  readonly #lots: ReadModel<'lots'>;
  readonly #contracts: ReadModel<'contracts'>;

  constructor(connection: Connection) {
    this.#pools = new ReadModel(connection, 'pools');
    this.#lots = new ReadModel(connection, 'lots');
    this.#contracts = new ReadModel(connection, 'contracts');
  }

  /** @param id `partner:sku:term`. */
  async find(id: string): Promise<ReadModels['pools'] | undefined> {
    return this.#pools.one(id);
  }

  async lot(id: string): Promise<ReadModels['lots'] | undefined> {
    return this.#lots.one(id);
  }

  /** A partner has few pools: one for each SKU and term. */
  ofPartner(
    partnerId: string,
    { sku, term }: PoolFilter,
    page: PageRequest,
  ): Promise<Page<ReadModels['pools']>> {
    const filter = { partnerId, ...(sku !== undefined && { sku }), ...(term !== undefined && { term }) };
    return pageOf(this.#pools, filter, { _id: 1 }, page);
  }

  lots(
    poolId: string,
    { provenance, open }: LotFilter,
    page: PageRequest,
  ): Promise<Page<ReadModels['lots']>> {
    const filter = {
      poolId,
      ...(provenance !== undefined && { provenance }),
      ...(open === true && { 'counts.available': { $gt: 0 } }),
    };
    return pageOf(this.#lots, filter as mongo.Filter<ReadModelDocument<'lots'>>, { _id: 1 }, page);
  }

  /** What renewals will draw from a pool within the longest horizon, day by day (PO-11). */
  async renewalsDue(poolId: string, today: UtcDay): Promise<RenewalsDue[]> {
    const until = plusDays(today, Math.max(...horizons));
    const days = await this.#contracts
      .aggregate<{ readonly _id: UtcDay; readonly licences: number }>(
        { 'renewal.poolId': poolId, 'renewal.due': { $gt: today, $lte: until } },
        [{ $group: { _id: '$renewal.due', licences: { $sum: '$renewal.licences' } } }, { $sort: { _id: 1 } }],
      )
      .toArray();
    return days.map(({ _id: day, licences }) => ({ day, licences }));
  }
}
