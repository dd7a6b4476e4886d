import { type Instant } from '@reservoir/kernel';
import { type KafkaMessage, deadLetterTopicOf, toKafkaMessage } from '@reservoir/messages';
import { deadLetterOf } from './dead-letter.js';
import type { Decisions } from './decide-chunk.js';
import { laneHeader, laneSequenceHeader } from './lane-headers.js';
import type { Lane } from './lane.js';
import type { Partitions } from './partitions.js';
import type { PendingRecord } from './pending-record.js';

/** Names and settings that outgoing records need. */
export interface Composing {
  readonly service: string;
  readonly topicPrefix: string;
  readonly partitions: Partitions;
}

/** A record of ours is never larger than a broker takes; a handler that makes one has a bug. */
const maxValueChars = 900_000;

/** The records that a chunk publishes, each with its number in the lane and its partition already chosen. */
export function composePending(
  lane: Lane,
  decisions: Decisions,
  now: Instant,
  using: Composing,
): PendingRecord[] {
  let sequence = lane.sequence;
  const stamped = (record: PendingRecord): PendingRecord => {
    sequence += 1;
    return {
      ...record,
      headers: { ...record.headers, [laneHeader]: lane.name, [laneSequenceHeader]: String(sequence) },
    };
  };
  const published = decisions.published.map(({ publication, cause }) => {
    const { message, data, options } = publication;
    sequence += 1;
    const record = toKafkaMessage(message, data, {
      id: `${lane.name}#${sequence}`,
      source: `/reservoir/${using.service}`,
      time: now,
      correlationId: cause.correlationId,
      causationId: cause.id,
      sequence: options.sequence,
    });
    return pinned(using.topicPrefix + message.topic, record, lane.name, sequence, using);
  });
  const deadLetters = decisions.deadLetters.map(({ raw, condemned }) => {
    const note = { ...condemned, service: using.service, time: now };
    const partition = using.partitions.of(deadLetterTopicOf(raw.topic), raw.key);
    return stamped(deadLetterOf(raw, note, partition));
  });
  return [...published, ...deadLetters];
}

function pinned(
  topic: string,
  record: KafkaMessage,
  lane: string,
  sequence: number,
  using: Composing,
): PendingRecord {
  if (record.value.length > maxValueChars)
    throw new Error(`${topic}: a record of ${record.value.length} characters is too large`);
  const headers = record.headers as Record<string, string>;
  headers[laneHeader] = lane;
  headers[laneSequenceHeader] = String(sequence);
  return {
    topic,
    partition: using.partitions.of(topic, record.key),
    key: record.key,
    value: record.value,
    headers,
  };
}
