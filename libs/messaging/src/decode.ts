import { type Instant, instant } from '@reservoir/kernel';
import {
  type IncomingCloudEvent,
  type MessageDefinition,
  fromKafkaMessage,
  isUnreadable,
} from '@reservoir/messages';
import type { InboundRecord } from './inbound-record.js';
import { type LaneStamp, laneStampOf } from './lane-headers.js';
import type { RawRecord } from './raw-record.js';
import type { Reason } from './record-context.js';

/** What a raw record turned out to be. */
export type DecodedRecord = { readonly raw: RawRecord; readonly stamp: LaneStamp | undefined } & (
  | { readonly kind: 'event'; readonly record: InboundRecord }
  | { readonly kind: 'malformed'; readonly reason: Reason }
  | { readonly kind: 'ignored'; readonly type: string }
);

/** What decides how a topic's records are read. */
export interface Decoding {
  /** The message of a type that this service has a handler for; nothing for all others, which pass by. */
  readonly messageOf: (type: string) => MessageDefinition | undefined;
  /** Of several services that read a topic, one sets aside what nobody can read; the others ignore it. */
  readonly ownsMalformed: boolean;
}

/** Reads and validates one record. Never throws: what cannot be read is a value too. */
export function decode(raw: RawRecord, decoding: Decoding): DecodedRecord {
  const stamp = laneStampOf(raw);
  const base = { raw, stamp };
  const event = fromKafkaMessage(raw.value, raw.headers);
  if (isUnreadable(event)) {
    if (!decoding.ownsMalformed) return { ...base, kind: 'ignored', type: 'unreadable' };
    return { ...base, kind: 'malformed', reason: event };
  }
  const message = decoding.messageOf(event.type);
  if (!message) return { ...base, kind: 'ignored', type: event.type };
  const parsed = message.schema.safeParse(event.data);
  if (!parsed.success)
    return {
      ...base,
      kind: 'malformed',
      reason: { code: 'schema-violation', detail: violations(parsed.error) },
    };
  return {
    raw,
    stamp,
    kind: 'event',
    record: {
      topic: raw.topic,
      partition: raw.partition,
      offset: raw.offset,
      key: raw.key?.toString() ?? message.keyOf(parsed.data),
      id: event.id,
      source: event.source,
      type: event.type,
      time: timeOf(event.time),
      sequence: event.sequence,
      correlationId: event.correlationId ?? event.id,
      causationId: event.causationId,
      operationId: event.operationId,
      data: parsed.data,
      ...(isPreview(message, event) && { preview: true }),
    },
  };
}

/** CT-18: only commands of an operation; an order that says so is an order. */
const isPreview = ({ topic }: MessageDefinition, { preview, operationId }: IncomingCloudEvent): boolean =>
  preview && operationId !== null && topic.includes('.commands.');

const timeOf = (time: string | null): Instant | null =>
  time === null || Number.isNaN(Date.parse(time)) ? null : instant(time);

/** At most ten violations, each with its path. */
const violations = (error: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[];
}): string =>
  error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.map(String).join('.') || 'data'}: ${issue.message}`)
    .join('; ')
    .slice(0, 2000);
