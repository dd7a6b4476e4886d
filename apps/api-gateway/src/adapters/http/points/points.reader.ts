import type { Clock } from '@reservoir/kernel';
import type { Caller } from '../../../domain/caller.js';
import type { ReadModels } from '../../../read-models.js';
import type { PointsQueries } from '../../mongo/queries/points.queries.js';
import type { FoundResource } from '../platform/resources.js';
import type { Tenancy } from '../platform/tenancy.js';
import { viewOfAccount, viewOfQuote } from './points.views.js';

/** Reads quotes and exchanges for callers (CO-8). */
export class PointsReader {
  constructor(
    readonly queries: PointsQueries,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @param partnerId whose points */
  async account(partnerId: string, caller: Caller): Promise<FoundResource | undefined> {
    if (!(await this.tenancy.find(caller, partnerId))) return undefined;
    const now = this.clock.now();
    const [account, lots, over] = await Promise.all([
      this.queries.account(partnerId),
      this.queries.openLots(partnerId),
      this.queries.overBy(partnerId, now),
    ]);
    const href = `/v1/partners/${partnerId}/points`;
    return account && { href, body: viewOfAccount(account, lots, over, now) };
  }

  /** @param partnerId where it is asked for: a quote of another partner is unknown there */
  async quote(id: string, caller: Caller, partnerId?: string): Promise<FoundResource | undefined> {
    const quote = await this.#visible(await this.queries.quote(id), caller, partnerId);
    if (!quote) return undefined;
    const href = `/v1/partners/${quote.partnerId}/points/quotes/${quote.id}`;
    return { href, body: viewOfQuote(quote, this.clock.now()) };
  }

  /** @param partnerId where it is asked for: an exchange of another partner is unknown there */
  async exchange(id: string, caller: Caller, partnerId?: string): Promise<FoundResource | undefined> {
    const exchange = await this.#visible(await this.queries.exchange(id), caller, partnerId);
    return (
      exchange && {
        href: `/v1/partners/${exchange.partnerId}/points/exchanges/${exchange.id}`,
        body: exchange,
      }
    );
  }

  async #visible<Item extends ReadModels['points-quotes' | 'points-exchanges']>(
    item: Item | undefined,
    caller: Caller,
    partnerId: string | undefined,
  ): Promise<Item | undefined> {
    if (!item || (partnerId !== undefined && item.partnerId !== partnerId)) return undefined;
    return (await this.tenancy.find(caller, item.partnerId)) && item;
  }
}
