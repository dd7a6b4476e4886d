import { crc32c } from '@node-rs/crc32';
import { ByteWriter } from './byte-writer.js';
import {
  type MessageGiven,
  type PlainRecord,
  plainRecordOf,
  sizeOfRecord,
  writeRecord,
} from './record-bytes.js';

/** What kafkajs is asked to produce. */
export interface ProduceRequest {
  readonly acks: number;
  readonly timeout: number;
  readonly transactionalId?: string | null | undefined;
  readonly producerId?: number | string | undefined;
  readonly producerEpoch?: number | undefined;
  /** 0 for none. */
  readonly compression?: number | undefined;
  readonly topicData: readonly { readonly topic: string; readonly partitions: readonly PartitionData[] }[];
}

interface PartitionData {
  readonly partition: number;
  readonly firstSequence?: number | undefined;
  readonly messages: readonly MessageGiven[];
}

interface Batch {
  readonly partition: number;
  readonly firstSequence: number;
  readonly records: readonly PlainRecord[];
  /** Bytes of the batch. */
  readonly size: number;
}

const magic = 2;
const isTransactional = 16;
/** Bytes of a batch before its records; of those, what its length leaves out, and where its checksum stands and begins. */
const head = { size: 61, beforeLength: 12, checksum: 17, checked: 21 } as const;

/**
 * The body of a produce request of version 3 or later, byte for byte as kafkajs 2.2.4 writes it.
 * @param now epoch milliseconds: the time of all records
 * @returns nothing for what kafkajs has to write itself: compressed records, and records that are not plain.
 */
export function produceBodyOf(asked: ProduceRequest, now: number): Buffer | undefined {
  if (asked.compression) return undefined;
  const topics: { readonly topic: string; readonly batches: readonly Batch[] }[] = [];
  for (const { topic, partitions } of asked.topicData) {
    const batches: readonly (Batch | undefined)[] = partitions.map(batchOf);
    if (!allPlain(batches)) return undefined;
    topics.push({ topic, batches });
  }
  const transactionalId = asked.transactionalId ?? null;
  const sizes = topics.map(({ topic, batches }) =>
    batches.reduce((sum, { size }) => sum + 8 + size, sizeOfString(topic) + 4),
  );
  const out = new ByteWriter(sizes.reduce((sum, size) => sum + size, sizeOfString(transactionalId) + 10));
  writeString(out, transactionalId);
  out.int16(asked.acks);
  out.int32(asked.timeout);
  out.int32(topics.length);
  for (const { topic, batches } of topics) {
    writeString(out, topic);
    out.int32(batches.length);
    for (const batch of batches) writeBatch(out, batch, asked, now);
  }
  return out.bytes;
}

function batchOf({ partition, firstSequence = 0, messages }: PartitionData): Batch | undefined {
  const records: readonly (PlainRecord | undefined)[] = messages.map(plainRecordOf);
  if (!allPlain(records)) return undefined;
  const size = records.reduce<number>((sum, record) => sum + sizeOfRecord(record), head.size);
  return { partition, firstSequence, records, size };
}

function writeBatch(out: ByteWriter, batch: Batch, asked: ProduceRequest, now: number): void {
  const { records } = batch;
  out.int32(batch.partition);
  out.int32(batch.size);
  const start = out.at;
  out.int64(0n); // offset of the first record, which the broker sets
  out.int32(batch.size - head.beforeLength);
  out.int32(0); // epoch of the partition's leader
  out.int8(magic);
  out.int32(0); // the checksum, written last
  out.int16(asked.transactionalId ? isTransactional : 0);
  out.int32(records.length - 1);
  out.int64(BigInt(now)); // of the first record
  out.int64(BigInt(now)); // of the latest one
  out.int64(BigInt(asked.producerId ?? -1));
  out.int16(asked.producerEpoch ?? 0);
  out.int32(batch.firstSequence);
  out.int32(records.length);
  for (const record of records) writeRecord(out, record);
  const checked = out.bytes.subarray(start + head.checked, start + batch.size);
  out.bytes.writeUInt32BE(crc32c(checked), start + head.checksum);
}

const allPlain = <T>(all: readonly (T | undefined)[]): all is readonly T[] => !all.includes(undefined);

const sizeOfString = (text: string | null): number => 2 + (text === null ? 0 : Buffer.byteLength(text));

function writeString(out: ByteWriter, text: string | null): void {
  const size = text === null ? -1 : Buffer.byteLength(text);
  out.int16(size);
  if (text !== null) out.raw(text, size);
}
