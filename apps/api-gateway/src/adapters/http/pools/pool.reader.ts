import { type Clock, dayOf } from '@reservoir/kernel';
import { type PoolKeyData, poolIdOf } from '@reservoir/messages';
import type { Caller } from '../../../domain/caller.js';
import { coverOf } from '../../../domain/days-of-cover.js';
import type { ReadModels } from '../../../read-models.js';
import type { PoolQueries } from '../../mongo/queries/pool.queries.js';
import type { FoundResource } from '../platform/resources.js';
import type { Tenancy } from '../platform/tenancy.js';
import { viewOfLot, viewOfPoolDetail, viewOfThresholds } from './pool.views.js';

/** Where a pool is read. */
export const pathOfPool = ({ partnerId, sku, term }: PoolKeyData): string =>
  `/v1/partners/${partnerId}/pools/${sku}/${term}`;

/** Reads pools and what belongs to them for callers (CO-8). */
export class PoolReader {
  constructor(
    readonly queries: PoolQueries,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** The state of a pool of a partner in the caller's subtree. */
  async state(id: string, caller: Caller): Promise<ReadModels['pools'] | undefined> {
    const pool = await this.queries.find(id);
    return pool && (await this.tenancy.find(caller, pool.partnerId)) && pool;
  }

  /** @param id `partner:sku:term` */
  async pool(id: string, caller: Caller): Promise<FoundResource | undefined> {
    const pool = await this.state(id, caller);
    return pool && { href: pathOfPool(pool), body: await this.detail(pool) };
  }

  async thresholds(id: string, caller: Caller): Promise<FoundResource | undefined> {
    const pool = await this.state(id, caller);
    return pool && { href: `${pathOfPool(pool)}/thresholds`, body: viewOfThresholds(pool) };
  }

  async lot(id: string, caller: Caller): Promise<FoundResource | undefined> {
    const lot = await this.queries.lot(id);
    const pool = lot && (await this.state(lot.poolId, caller));
    return pool && { href: `${pathOfPool(pool)}/lots/${id}`, body: viewOfLot(lot) };
  }

  /** A pool with its thresholds, and how far it reaches (PO-11). */
  async detail(pool: ReadModels['pools']): Promise<ReturnType<typeof viewOfPoolDetail>> {
    const today = dayOf(this.clock.now());
    const due = await this.queries.renewalsDue(poolIdOf(pool), today);
    return viewOfPoolDetail(pool, coverOf(pool.counts.available, due, today));
  }
}
