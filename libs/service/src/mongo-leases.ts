import type { Collection, Connection } from 'mongoose';
import type { Leases } from './lease.js';

interface LeaseDocument {
  readonly _id: string;
  readonly owner: string;
  readonly until: Date;
}

const duplicateKey = 11_000;

/** Leases in a service's database, one document each. All times are the server's, so that no machine's clock matters. */
export function mongoLeases(connection: Connection): Leases {
  const leases: Collection<LeaseDocument> = connection.collection('leases');
  return {
    async take(name, owner, forMs) {
      const free = { $or: [{ owner }, { $expr: { $lte: ['$until', '$$NOW'] } }] };
      const until = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: forMs } };
      try {
        await leases.updateOne({ _id: name, ...free }, [{ $set: { owner, until } }], { upsert: true });
        return true;
      } catch (error) {
        // There is a document, and it is not free: the upsert tries to insert a second one.
        if ((error as { code?: number }).code === duplicateKey) return false;
        throw error;
      }
    },
    async release(name, owner) {
      await leases.deleteOne({ _id: name, owner });
    },
  };
}
