import type { ClientSession } from 'mongoose';
import { mongo } from 'mongoose';
import { Fenced } from './errors.js';
import type { RawRecord } from './raw-record.js';
import type { Reason } from './record-context.js';

/** A record whose prerequisite is missing, or that waits behind one of its key. */
export interface ParkedDocument {
  /** `topic/partition@offset`. */
  readonly _id: string;
  readonly lane: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** What it waits by: the record's key as text; its own id when it waits alone. */
  readonly waitsFor: string;
  readonly key: mongo.Binary | null;
  readonly value: mongo.Binary | null;
  readonly headers: readonly { readonly name: string; readonly value: mongo.Binary }[];
  readonly reason: Reason;
  readonly parkedAt: Date;
}

/** How much may wait, and for how long. */
export interface ParkingLimits {
  /** A record that waited this long is decided without what it misses. */
  readonly parkForMs: number;
  readonly recordsPerLane: number;
  readonly recordsPerKey: number;
}

const longestPauseMs = 5000;

/**
 * Whether what waits in a lane is tried again by now. The pause is the shortest at first, and a tenth of the time for which
 * nothing came of it later, at most 5 s: what comes soon is not kept waiting, and what does not come costs little.
 * @param everyMs how often somebody asks: the shortest pause
 */
export function isRetryDue(
  lane: { readonly triedParkedAt: number; readonly parkedChangedAt: number },
  now: number,
  everyMs: number,
): boolean {
  const pauseMs = Math.min(longestPauseMs, (now - lane.parkedChangedAt) / 10);
  return now - lane.triedParkedAt >= pauseMs - everyMs / 2;
}

/** The parked records of a service, by lane and in order of their offsets. Index: `{ lane: 1, offset: 1 }`. */
export class Parking {
  constructor(private readonly collection: mongo.Collection<ParkedDocument>) {}

  /** How many records wait in a lane, by key. */
  async countsOf(lane: string): Promise<Map<string, number>> {
    const groups = await this.collection
      .aggregate<{ _id: string; count: number }>([
        { $match: { lane } },
        { $group: { _id: '$waitsFor', count: { $sum: 1 } } },
      ])
      .toArray();
    return new Map(groups.map((group) => [group._id, group.count]));
  }

  /** The oldest waiting records of a lane, in order, up to a limit. */
  async oldest(lane: string, limit: number): Promise<ParkedDocument[]> {
    return this.collection.find({ lane }).sort({ lane: 1, offset: 1 }).limit(limit).toArray();
  }

  /** Adds records inside the chunk's transaction. */
  async add(documents: readonly ParkedDocument[], session: ClientSession): Promise<void> {
    if (documents.length > 0) await this.collection.insertMany([...documents], { session });
  }

  /**
   * Removes records that were decided, inside the chunk's transaction.
   * @throws Fenced when one is gone: a commit whose answer was lost has decided them already. `next` does not move with
   * parked records, so that the position alone would not tell.
   */
  async remove(ids: readonly string[], session: ClientSession): Promise<void> {
    if (ids.length === 0) return;
    const { deletedCount } = await this.collection.deleteMany({ _id: { $in: [...ids] } }, { session });
    if (deletedCount !== ids.length) throw new Fenced(`${ids.length - deletedCount} parked records are gone`);
  }
}

/** The id of a record that waits: where it lies. */
export const parkedIdOf = ({ topic, partition, offset }: RawRecord): string =>
  `${topic}/${partition}@${offset}`;

/** The document of a record that begins to wait. */
export function parkedDocumentOf(
  lane: string,
  raw: RawRecord,
  waitsFor: string,
  reason: Reason,
  parkedAt: Date,
): ParkedDocument {
  const { topic, partition, offset } = raw;
  return {
    _id: parkedIdOf(raw),
    lane,
    topic,
    partition,
    offset,
    waitsFor,
    key: raw.key && new mongo.Binary(raw.key),
    value: raw.value && new mongo.Binary(raw.value),
    headers: Object.entries(raw.headers).flatMap(([name, values]) =>
      [values]
        .flat()
        .flatMap((value) =>
          value === undefined ? [] : [{ name, value: new mongo.Binary(Buffer.from(value)) }],
        ),
    ),
    reason,
    parkedAt,
  };
}

/** The record as Kafka gave it. */
export function rawRecordOf(document: ParkedDocument): RawRecord {
  const headers: Record<string, Buffer[]> = {};
  for (const { name, value } of document.headers)
    headers[name] = [...(headers[name] ?? []), Buffer.from(value.buffer)];
  const { topic, partition, offset } = document;
  return {
    topic,
    partition,
    offset,
    key: document.key && Buffer.from(document.key.buffer),
    value: document.value && Buffer.from(document.value.buffer),
    headers,
  };
}
