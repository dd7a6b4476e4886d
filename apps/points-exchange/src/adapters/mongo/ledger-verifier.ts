import {
  type ChainPosition,
  type LedgerEntry,
  type LedgerFault,
  beginning,
  verifyEntries,
  verifyHead,
} from '@reservoir/points-ledger';
import type { Connection } from 'mongoose';
import type { Account } from '../../domain/account.js';

/** Entries that are read at once. */
const pageSize = 1000;

/** What became of the verification of one partner's ledger. */
export interface VerifiedLedger {
  readonly partnerId: string;
  /** Entries that are right. */
  readonly entries: number;
  /** Of the last of them. */
  readonly hash: string;
  /** The first thing that is wrong; nothing when the ledger is whole. */
  readonly fault: LedgerFault | undefined;
}

type Stored<State> = Omit<State, 'id'> & { readonly _id: string };

/** Verifies ledgers as they are stored (PT-1), a page of entries at a time. */
export class LedgerVerifier {
  constructor(private readonly connection: Connection) {}

  /** Every partner that has points, after one, in the order of their ids. */
  async *partners(): AsyncGenerator<string> {
    const accounts = this.connection.collection<Stored<Account>>('accounts');
    for await (const { _id } of accounts
      .find({}, { projection: { _id: 1 }, hint: { _id: 1 } })
      .sort({ _id: 1 }))
      yield _id;
  }

  /** Follows a partner's ledger from its first entry to the one that its account ends with. */
  async verify(partnerId: string): Promise<VerifiedLedger> {
    const head = await this.connection.collection<Stored<Account>>('accounts').findOne({ _id: partnerId });
    let position: ChainPosition = beginning;
    for (;;) {
      const entries = await this.#page(partnerId, position.number, head?.version ?? 0);
      const found = verifyEntries(position, entries);
      if (!found.ok) return result(partnerId, position, entries, found.fault);
      ({ position } = found);
      if (entries.length < pageSize) break;
    }
    const { number, hash } = position;
    const fault = verifyHead(position, head ?? { version: 0, hash: beginning.hash });
    return { partnerId, entries: number, hash, fault };
  }

  /** Entries after a number, up to the end that was read before: what is written meanwhile is for the next time. */
  async #page(partnerId: string, after: number, upTo: number): Promise<readonly LedgerEntry[]> {
    const found = await this.connection
      .collection<Stored<LedgerEntry>>('transactions')
      .find({ partnerId, number: { $gt: after, $lte: upTo } })
      .sort({ number: 1 })
      .limit(pageSize)
      .toArray();
    return found.map(({ _id: id, ...entry }) => ({ id, ...entry }));
  }
}

function result(
  partnerId: string,
  from: ChainPosition,
  entries: readonly LedgerEntry[],
  fault: LedgerFault,
): VerifiedLedger {
  const last = [from, ...entries].findLast(({ number }) => number < fault.number) ?? from;
  return { partnerId, entries: last.number, hash: last.hash, fault };
}
