import type { Instant } from '@reservoir/kernel';
import {
  type ChainPosition,
  type LedgerEntry,
  type LedgerState,
  beginning,
  emptyLedger,
  replay,
} from '@reservoir/points-ledger';
import type { Connection, mongo } from 'mongoose';
import type { ReadModels } from '../../../read-models.js';
import type { ReadModelDocument } from '../collections.js';
import { type Page, type PageRequest, pageOf } from '../page.js';
import { ReadModel } from '../read-model.js';

type Transaction = ReadModels['points-transactions'];

/** Reads ledgers of points: what stood in them at any time, and whether they are whole. */
export class PointsLedgerQueries {
  readonly #transactions: ReadModel<'points-transactions'>;
  readonly #checkpoints: ReadModel<'points-checkpoints'>;

  constructor(connection: Connection) {
    this.#transactions = new ReadModel(connection, 'points-transactions');
    this.#checkpoints = new ReadModel(connection, 'points-checkpoints');
  }

  /** The last transaction at an instant or before it. */
  async lastBy(partnerId: string, at: Instant): Promise<Transaction | undefined> {
    return this.#last({ partnerId, at: { $lte: at } });
  }

  /** The last transaction before an instant. */
  async lastBefore(partnerId: string, at: Instant): Promise<Transaction | undefined> {
    return this.#last({ partnerId, at: { $lt: at } });
  }

  async #last(
    filter: mongo.Filter<ReadModelDocument<'points-transactions'>>,
  ): Promise<Transaction | undefined> {
    const document = await this.#transactions.findOne(filter, { sort: { at: -1, number: -1 } });
    return document ? this.#transactions.stateOf(document) : undefined;
  }

  /** The state after an entry: the checkpoint before it, and what came since; never more entries than a checkpoint spans. */
  async stateAfter(partnerId: string, number: number): Promise<LedgerState> {
    const checkpoint = await this.#checkpointBy(partnerId, number);
    return replay(checkpoint, await this.#entries(partnerId, checkpoint.number, number));
  }

  async #checkpointBy(partnerId: string, number: number): Promise<LedgerState> {
    const found = await this.#checkpoints.findOne(
      { partnerId, number: { $lte: number } },
      { sort: { number: -1, page: 1 } },
    );
    if (!found) return emptyLedger;
    const pages = await this.#checkpoints
      .find({ partnerId, number: found.number })
      .sort({ page: 1 })
      .toArray();
    return { ...found, lots: pages.flatMap(({ lots }) => lots) };
  }

  /** Entries after one number, up to another. */
  async #entries(partnerId: string, after: number, upTo: number): Promise<readonly LedgerEntry[]> {
    const documents = await this.#transactions
      .find({ partnerId, number: { $gt: after, $lte: upTo } })
      .sort({ number: 1 })
      .toArray();
    return documents.map((document) => this.#transactions.stateOf(document) as unknown as LedgerEntry);
  }

  /** The entries from one number up to another, with what they follow; nothing when the entry before them is not there. */
  async chainFrom(
    partnerId: string,
    from: number,
    upTo: number,
  ): Promise<{ readonly before: ChainPosition; readonly entries: readonly LedgerEntry[] } | undefined> {
    const read = await this.#entries(partnerId, Math.max(0, from - 2), upTo);
    if (from === 1) return { before: beginning, entries: read };
    const [before, ...entries] = read;
    return before?.number === from - 1 ? { before, entries } : undefined;
  }

  /** The entries of a time, the first one first. */
  between(partnerId: string, from: Instant, to: Instant, page: PageRequest): Promise<Page<Transaction>> {
    const filter = { partnerId, at: { $gte: from, $lt: to } };
    return pageOf(this.#transactions, filter, { at: 1, number: 1 }, page);
  }
}
