import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { Message, Producer, TopicMessages } from 'kafkajs';
import type { DecodedRecord } from './decode.js';
import { type PendingRecord, sizeOf } from './pending-record.js';
import { allReached } from './protocol-points.js';

/** What a lane has to send. */
export interface Sending {
  readonly lane: { readonly name: string; readonly lost: boolean };
  readonly pending: readonly PendingRecord[];
  /** What it comes of, if that is known. */
  readonly input?: { readonly records: readonly DecodedRecord[] };
}

/** Sends the pending records of lanes, in order, until every partition has acknowledged. */
export class Publisher {
  constructor(
    private readonly producer: Producer,
    /** One request becomes one record batch per partition: it stays below the broker's message.max.bytes. */
    private readonly sliceBytes: number,
    private readonly onFailure: (error: unknown) => void,
    private readonly onSuccess: () => void,
  ) {}

  /**
   * Sends again and again until it succeeds or every lane is lost: whoever has them then sends the same records.
   * @returns true when all records are acknowledged.
   */
  async send(all: readonly Sending[]): Promise<boolean> {
    const sendings = all.filter(({ pending }) => pending.length > 0);
    const records = sendings.flatMap(({ pending }) => pending);
    const isLost = (): boolean => sendings.every(({ lane }) => lane.lost);
    let first = true;
    for (const slice of slicesOf(records, this.sliceBytes)) {
      if (!first) allReached('mid-send', sendings);
      first = false;
      if (!(await this.#sendSlice(slice, isLost))) return false;
    }
    allReached('after-send', sendings);
    return true;
  }

  async #sendSlice(slice: readonly PendingRecord[], isLost: () => boolean): Promise<boolean> {
    for (let attempt = 1; !isLost(); attempt += 1) {
      try {
        await this.#sendOnce(slice);
        this.onSuccess();
        return true;
      } catch (error) {
        this.onFailure(error);
        await sleep(Math.min(2000, 50 * 2 ** attempt));
      }
    }
    return false;
  }

  /** kafkajs resolves with too few acknowledgements for partitions that its metadata does not know: that is a failure. */
  async #sendOnce(slice: readonly PendingRecord[]): Promise<void> {
    const topicMessages = byTopic(slice);
    const metadata = await this.producer.sendBatch({ acks: -1, topicMessages });
    const acknowledged = new Set(metadata.map((entry) => `${entry.topicName}/${entry.partition}`));
    const missing = slice.find((record) => !acknowledged.has(`${record.topic}/${record.partition}`));
    if (missing) throw new Error(`not acknowledged: ${missing.topic}/${missing.partition}`);
  }
}

function* slicesOf(records: readonly PendingRecord[], maxBytes: number): Generator<PendingRecord[]> {
  let slice: PendingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = sizeOf(record);
    if (slice.length > 0 && bytes + size > maxBytes) {
      yield slice;
      slice = [];
      bytes = 0;
    }
    slice.push(record);
    bytes += size;
  }
  if (slice.length > 0) yield slice;
}

function byTopic(records: readonly PendingRecord[]): TopicMessages[] {
  const messages = new Map<string, Message[]>();
  for (const record of records) {
    const list = messages.get(record.topic);
    if (list) list.push(toMessage(record));
    else messages.set(record.topic, [toMessage(record)]);
  }
  return [...messages].map(([topic, list]) => ({ topic, messages: list }));
}

function toMessage(record: PendingRecord): Message {
  const { partition, headers } = record;
  const key = bytesFrom(record.key);
  const value = bytesFrom(record.value);
  if (!record.originalHeaders) return { partition, key, value, headers };
  const all: Record<string, Buffer[]> = {};
  for (const { name, value: original } of record.originalHeaders)
    (all[name] ??= []).push(Buffer.from(original.buffer));
  return { partition, key, value, headers: { ...all, ...headers } };
}

const bytesFrom = (part: string | mongo.Binary | null): string | Buffer | null =>
  part === null || typeof part === 'string' ? part : Buffer.from(part.buffer);
