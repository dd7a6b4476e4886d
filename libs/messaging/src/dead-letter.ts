import { deadLetterTopicOf } from '@reservoir/messages';
import { mongo } from 'mongoose';
import { laneHeader, laneSequenceHeader } from './lane-headers.js';
import type { PendingRecord } from './pending-record.js';
import type { RawRecord } from './raw-record.js';
import type { Reason } from './record-context.js';

/** What is told of a record that was set aside. */
export interface DeadLetterNote {
  readonly reason: Reason;
  readonly attempts: number;
  readonly service: string;
  /** ISO 8601. */
  readonly time: string;
}

/** Headers of our transport; under other names in a dead letter, so that it can be sent again as a new record. */
const transportHeaders: ReadonlySet<string> = new Set([laneHeader, laneSequenceHeader]);

/** The dead letter of a record: the untouched original, with the reason in `dlq-` headers (interfaces.md). */
export function deadLetterOf(raw: RawRecord, note: DeadLetterNote, partition: number): PendingRecord {
  return {
    topic: deadLetterTopicOf(raw.topic),
    partition,
    key: raw.key && new mongo.Binary(raw.key),
    value: raw.value && new mongo.Binary(raw.value),
    originalHeaders: Object.entries(raw.headers).flatMap(([name, values]) =>
      [values]
        .flat()
        .flatMap((value) => (value === undefined ? [] : [{ name: renamed(name), value: binary(value) }])),
    ),
    headers: {
      'dlq-code': note.reason.code,
      'dlq-reason': note.reason.detail.slice(0, 4000),
      'dlq-attempts': String(note.attempts),
      'dlq-service': note.service,
      'dlq-topic': raw.topic,
      'dlq-partition': String(raw.partition),
      'dlq-offset': String(raw.offset),
      'dlq-time': note.time,
    },
  };
}

const renamed = (name: string): string => (transportHeaders.has(name) ? `dlq-${name}` : name);
const binary = (value: Buffer | string): mongo.Binary => new mongo.Binary(Buffer.from(value));
