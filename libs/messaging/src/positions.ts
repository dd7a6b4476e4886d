import type { mongo } from 'mongoose';
import type { PendingRecord } from './pending-record.js';
import type { Writes } from './writes.js';

/** All that a lane remembers, in the service's own database (messaging.md). */
export interface PositionDocument {
  /** `topic/partition`. */
  readonly _id: string;
  /** Counts the owners: whoever read an older one can no longer commit. */
  readonly epoch: number;
  /** The owner's logical session, so that its successor can end a transaction that it left open. */
  readonly session: mongo.Binary | null;
  /** The offset to process next: the truth, whatever Kafka's committed offset says. */
  readonly next: number;
  /** Number of the last record that the lane published. */
  readonly sequence: number;
  /** The last number seen of each lane that writes to this partition: `[lane, sequence]`. */
  readonly seen: readonly (readonly [string, number])[];
  /** The records of the last chunk, which may not have been sent. */
  readonly pending: readonly PendingRecord[];
}

/** What a chunk changes in its position. */
export type Advance = Pick<PositionDocument, 'next' | 'sequence' | 'seen' | 'pending'>;

/** A position as its owner knows it, and what a chunk makes of it. */
export interface Advancing {
  readonly owner: { readonly id: string; readonly epoch: number; readonly next: number };
  readonly advance: Advance;
}

/** The gateway sends an operation again for 24 hours at most. */
const decidedForMs = 7 * 86_400_000;
const durable = { w: 'majority', j: true } as const;

/** The positions of a service's lanes; and of the gateway, which is no lane, the operations that were decided. */
export class Positions {
  constructor(private readonly collection: mongo.Collection<PositionDocument>) {}

  /** The session of the present owner, if there is one. */
  async ownerOf(id: string): Promise<mongo.Binary | undefined> {
    const position = await this.collection.findOne({ _id: id }, { projection: { session: 1 } });
    return position?.session ?? undefined;
  }

  /** The offset to process next of each lane, whoever owns it; lanes that nobody has owned are left out. */
  async nextOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = await this.collection
      .find({ _id: { $in: [...ids] } }, { projection: { next: 1 } })
      .toArray();
    return new Map(found.map(({ _id, next }) => [_id, next]));
  }

  /** Fences the former owner and returns what it left. `epoch` is 1 for a lane that nobody has owned before. */
  async claim(id: string, session: mongo.Binary): Promise<PositionDocument> {
    const position = await this.collection.findOneAndUpdate(
      { _id: id },
      {
        $inc: { epoch: 1 },
        $set: { session },
        $setOnInsert: { next: 0, sequence: 0, seen: [], pending: [] },
      },
      { upsert: true, returnDocument: 'after', writeConcern: durable },
    );
    if (!position) throw new Error(`the position ${id} could not be claimed`);
    return position;
  }

  /** Sets where a lane starts that nobody has owned before. */
  async startAt(id: string, epoch: number, next: number): Promise<void> {
    await this.collection.updateOne({ _id: id, epoch }, { $set: { next } }, { writeConcern: durable });
  }

  /** Forgets what was sent, at an orderly end, so that the next owner need not send it again. */
  async clearPending(
    id: string,
    owner: { readonly epoch: number; readonly sequence: number },
  ): Promise<void> {
    const { epoch, sequence } = owner;
    await this.collection.updateOne({ _id: id, epoch, sequence }, { $set: { pending: [] } });
  }

  /**
   * Moves on with what the chunk writes, and notes what was decided of the gateway's operations, for 7 days. Whoever flushes
   * the writes learns of a lane that somebody else has claimed, or of an operation that was decided meanwhile, by StaleVersion.
   * @param decided ids of operations: UUIDs, which name no lane
   */
  advance(all: readonly Advancing[], decided: readonly string[], writes: Writes): void {
    const purgeAt = new Date(Date.now() + decidedForMs);
    const changes = [
      ...all.map(({ owner: { id, epoch, next }, advance }) => ({
        updateOne: { filter: { _id: id, epoch, next }, update: { $set: advance }, hint: '_id_' },
      })),
      ...decided.map((_id) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { purgeAt } }, upsert: true },
      })),
    ];
    writes.change(this.collection, changes);
  }

  /** Whether lanes are still as their owner knows them: nobody else has claimed one of them, or moved it on. */
  async areOwned(owners: readonly Advancing['owner'][]): Promise<boolean> {
    const ids = owners.map(({ id }) => id);
    const found = await this.collection
      .find({ _id: { $in: ids } }, { projection: { epoch: 1, next: 1 } })
      .toArray();
    const byId = new Map(found.map((position) => [position._id, position]));
    return owners.every(({ id, epoch, next }) => {
      const position = byId.get(id);
      return position?.epoch === epoch && position.next === next;
    });
  }
}

/** Ends a session of a former owner, with the transaction that it may have left open. */
export async function endSession(client: mongo.MongoClient, session: mongo.Binary): Promise<void> {
  await client.db('admin').command({ killSessions: [{ id: session }] });
}
