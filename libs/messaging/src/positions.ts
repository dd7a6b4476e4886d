import type { ClientSession, mongo } from 'mongoose';
import { StaleVersion, whetherStale } from './errors.js';
import type { PendingRecord } from './pending-record.js';

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
   * Moves on inside the chunk's transaction, and notes what was decided of the gateway's operations, for 7 days; in one command.
   * @param decided ids of operations: UUIDs, which name no lane
   * @returns false when somebody else has claimed one of the lanes: then the transaction is to be aborted
   * @throws StaleVersion when one of the operations was decided meanwhile
   */
  async advance(
    all: readonly Advancing[],
    decided: readonly string[],
    session: ClientSession,
  ): Promise<boolean> {
    const at = new Date();
    const updates = [
      ...all.map(({ owner: { id, epoch, next }, advance }) => ({
        updateOne: { filter: { _id: id, epoch, next }, update: { $set: advance } },
      })),
      ...decided.map((_id) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { at } }, upsert: true },
      })),
    ];
    const { matchedCount, upsertedCount } = await whetherStale(
      this.collection.bulkWrite(updates as mongo.AnyBulkWriteOperation<PositionDocument>[], { session }),
    );
    if (upsertedCount < decided.length) throw new StaleVersion('an operation was decided meanwhile');
    return matchedCount === all.length;
  }
}

/** Ends a session of a former owner, with the transaction that it may have left open. */
export async function endSession(client: mongo.MongoClient, session: mongo.Binary): Promise<void> {
  await client.db('admin').command({ killSessions: [{ id: session }] });
}
