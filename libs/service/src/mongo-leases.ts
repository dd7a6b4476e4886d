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
      const me = { $literal: owner };
      const free = {
        $or: [{ $eq: ['$owner', me] }, { $lte: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }],
      };
      const until = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: forMs } };
      const ifFree = { owner: { $cond: [free, me, '$owner'] }, until: { $cond: [free, until, '$until'] } };
      try {
        const lease = await leases.findOneAndUpdate({ _id: name }, [{ $set: ifFree }], {
          upsert: true,
          returnDocument: 'after',
        });
        return lease?.owner === owner;
      } catch (error) {
        // Two made the first document at the same time, and the other one won.
        if ((error as { code?: number }).code === duplicateKey) return false;
        throw error;
      }
    },
    async release(name, owner) {
      await leases.deleteOne({ _id: name, owner });
    },
  };
}
