import type { Instant } from '@reservoir/kernel';
import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { readModel, toState } from '../queryable.js';

/** Lots that an account shows; the rest burns later. */
const lotsShown = 100;

/** Reads MSSP points. */
export class PointsQueries {
  readonly #accounts: mongo.Collection<ReadModelDocument<'points-accounts'>>;
  readonly #lots: mongo.Collection<ReadModelDocument<'points-lots'>>;
  readonly #transactions: mongo.Collection<ReadModelDocument<'points-transactions'>>;
  readonly #quotes: mongo.Collection<ReadModelDocument<'points-quotes'>>;
  readonly #exchanges: mongo.Collection<ReadModelDocument<'points-exchanges'>>;

  constructor(connection: Connection) {
    this.#accounts = readModel(connection, 'points-accounts');
    this.#lots = readModel(connection, 'points-lots');
    this.#transactions = readModel(connection, 'points-transactions');
    this.#quotes = readModel(connection, 'points-quotes');
    this.#exchanges = readModel(connection, 'points-exchanges');
  }

  async account(partnerId: string): Promise<ReadModels['points-accounts'] | undefined> {
    const document = await this.#accounts.findOne({ _id: partnerId });
    return document ? toState(document) : undefined;
  }

  /** What is left or held of a partner's lots, in the order in which they burn (PT-2). */
  async openLots(partnerId: string): Promise<readonly ReadModels['points-lots'][]> {
    const documents = await this.#lots
      .find({ partnerId, open: true })
      .sort({ priority: 1, expiresAt: 1, grantedAt: 1, _id: 1 })
      .limit(lotsShown)
      .toArray();
    return documents.map(toState);
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
    const document = await this.#quotes.findOne({ _id: id });
    return document ? toState(document) : undefined;
  }

  /** The latest first. */
  quotes(partnerId: string, page: PageRequest): Promise<Page<ReadModels['points-quotes']>> {
    return pageOf(this.#quotes, { partnerId }, { issuedAt: -1, _id: -1 }, page);
  }

  async exchange(id: string): Promise<ReadModels['points-exchanges'] | undefined> {
    const document = await this.#exchanges.findOne({ _id: id });
    return document ? toState(document) : undefined;
  }

  /** The latest first. */
  exchanges(partnerId: string, page: PageRequest): Promise<Page<ReadModels['points-exchanges']>> {
    return pageOf(this.#exchanges, { partnerId }, { heldAt: -1, _id: -1 }, page);
  }
}
