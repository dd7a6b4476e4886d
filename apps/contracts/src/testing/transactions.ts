import { runUnitOfWork } from '@reservoir/messaging';
import type { TestMongo } from '@reservoir/testing';
import { contractsStores } from '../adapters/mongo/contracts-stores.js';
import { mongoPorts } from '../adapters/mongo/mongo-ports.js';
import type { ContractsUnitOfWork } from './ports-suite.js';

/** Units of work over a database, each in a transaction and a session of its own, as of one process: with one set of stores. */
export function transactionsIn(
  { connection }: TestMongo,
  stores = contractsStores(connection),
): ContractsUnitOfWork {
  return async (needs, now, decide) => {
    const session = await connection.startSession();
    try {
      return await runUnitOfWork(session, { ...stores }, { ...needs }, now, (chunk) =>
        decide(mongoPorts(stores, chunk)),
      );
    } finally {
      await session.endSession();
    }
  };
}
