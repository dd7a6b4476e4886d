import type { Aggregates, Chunk } from '@reservoir/messaging';
import type { Connection } from 'mongoose';
import type { Transactions } from '../../application/ports.js';
import type { LedgerEntry } from '@reservoir/points-ledger';
import { aggregates } from './mongo-by-id.js';
import { transactionSchema } from './points.schemas.js';

/** The ledger in MongoDB: every transaction is written once, and never read to decide. */
export class MongoTransactions {
  readonly store: Aggregates<LedgerEntry & { readonly version: 1 }>;

  constructor(connection: Connection) {
    this.store = aggregates(connection, 'Transaction', transactionSchema);
  }

  in(chunk: Chunk): Transactions {
    return {
      append: (transaction) => this.store.put(chunk, { ...transaction, version: 1 }),
    };
  }
}
