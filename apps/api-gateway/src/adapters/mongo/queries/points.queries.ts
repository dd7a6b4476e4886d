import type { Instant } from '@reservoir/kernel';
import type { Connection } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

/** Lots that an account shows; the rest burns later. */
const lotsShown = 100;

/** Reads MSSP points. */
export class PointsQueries {
  readonly #accounts: ReadModel<'points-accounts'>;
  readonly #lots: ReadModel<'points-lots'>;
  readonly #transactions: ReadModel<'points-transactions'>;
  readonly #quotes: ReadModel<'points-quotes'>;
  readonly #exchanges: ReadModel<'points-exchanges'>;

  constructor(connection: Connection) {
    this.#accounts = new ReadModel(connection, 'points-accounts');
    this.#lots = new ReadModel(connection, 'points-lots');
    this.#transactions = new ReadModel(connection, 'points-transactions');
    this.#quotes = new ReadModel(connection, 'points-quotes');
    this.#exchanges = new ReadModel(connection, 'points-exchanges');
  }

  async account(partnerId: string): Promise<ReadModels['points-accounts'] | undefined> {
    return this.#accounts.one(partnerId);
  }

  /** What is left or held of a partner's lots, in the order in which they burn (PT-2). */
  async openLots(partnerId: string): Promise<readonly ReadModels['points-lots'][]> {
    const documents = await this.#lots
      .find({ partnerId, open: true })
      .sort({ priority: 1, expiresAt: 1, grantedAt: 1, _id: 1 })
      .limit(lotsShown)
      .toArray();
    return documents.map(this.#lots.stateOf);
  }

  /** Points of lots that are over, and not marked yet (PT-3). */
  async overBy(partnerId: string, now: Instant): Promise<number> {
    const over = await this.#lots
      .find({ partnerId, open: true, expiresAt: { $lte: now } })
      .project<{ readonly remaining: number }>({ remaining: 1 })
      .toArray();
    return over.reduce((points, { remaining }) => points + remaining, 0);
  }

  /** The latest first. */
  transactions(partnerId: string, page: PageRequest): Promise<Page<ReadModels['points-transactions']>> {
    return pageOf(this.#transactions, { partnerId }, { number: -1 }, page);
  }

  async quote(id: string): Promise<ReadModels['points-quotes'] | undefined> {
    return this.#quotes.one(id);
  }

  /** The latest first. */
  quotes(partnerId: string, page: PageRequest): Promise<Page<ReadModels['points-quotes']>> {
    return pageOf(this.#quotes, { partnerId }, { issuedAt: -1, _id: -1 }, page);
  }

  async exchange(id: string): Promise<ReadModels['points-exchanges'] | undefined> {
    return this.#exchanges.one(id);
  }

  /** The latest first. */
  exchanges(partnerId: string, page: PageRequest): Promise<Page<ReadModels['points-exchanges']>> {
    return pageOf(this.#exchanges, { partnerId }, { heldAt: -1, _id: -1 }, page);
  }
}
