import { type ByteWriter, sizeOfVarInt } from './byte-writer.js';

/** A message as kafkajs is given it. */
export interface MessageGiven {
  readonly key?: unknown;
  readonly value?: unknown;
  readonly headers?: Readonly<Record<string, unknown>> | null;
  readonly timestamp?: unknown;
}

/** A record that is made of texts and buffers only, measured. */
export interface PlainRecord {
  /** Key, value, then name and value of each header in turn. */
  readonly parts: readonly Part[];
  /** Bytes of each part; -1 for null. */
  readonly sizes: readonly number[];
  /** Its place in the batch, from 0. */
  readonly place: number;
  /** Bytes of the record without the number that tells them. */
  readonly size: number;
}

type Part = string | Buffer | null;

/** Attributes, and a time that is the batch's. */
const fixedBytes = 2;

/** @returns nothing for a message that sets its time, or has a part that is neither text nor buffer. */
export function plainRecordOf(message: MessageGiven, place: number): PlainRecord | undefined {
  const { key = null, value = null, headers = {}, timestamp = null } = message;
  if (timestamp !== null || headers === null) return undefined;
  const parts = partsOf(key, value, headers);
  if (!isPlain(parts)) return undefined;
  const sizes = parts.map((part) => (part === null ? -1 : Buffer.byteLength(part)));
  let size = fixedBytes + sizeOfVarInt(place) + sizeOfVarInt((parts.length - 2) / 2);
  for (const bytes of sizes) size += sizeOfVarInt(bytes) + Math.max(0, bytes);
  return { parts, sizes, place, size };
}

function partsOf(
  key: unknown,
  value: unknown,
  headers: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  const parts = [key, value];
  for (const name of Object.keys(headers)) {
    const given = headers[name];
    if (Array.isArray(given)) for (const one of given as unknown[]) parts.push(name, one);
    else parts.push(name, given);
  }
  return parts;
}

/** All bytes of a record. */
export const sizeOfRecord = ({ size }: PlainRecord): number => sizeOfVarInt(size) + size;

/** Writes a record of version 2 of Kafka's message format. */
export function writeRecord(out: ByteWriter, { parts, sizes, place, size }: PlainRecord): void {
  out.varInt(size);
  out.int8(0); // attributes
  out.int8(0); // milliseconds since the batch's time
  out.varInt(place);
  for (let n = 0; n < parts.length; n += 1) {
    if (n === 2) out.varInt((parts.length - 2) / 2);
    const part = parts[n] as Part;
    const bytes = sizes[n] as number;
    out.varInt(bytes);
    if (part !== null) out.raw(part, bytes);
  }
  if (parts.length === 2) out.varInt(0);
}

/** Of all parts, only key and value may be null. */
const isPlain = (parts: readonly unknown[]): parts is readonly Part[] =>
  parts.every((part, n) => typeof part === 'string' || Buffer.isBuffer(part) || (part === null && n < 2));
