import type { Clock } from '@reservoir/kernel';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import type { ChunkStores } from './chunk.js';
import type { MessagingMetrics } from './metrics.js';

/** A topic that a service reads. */
export interface Subscription {
  /** Name without prefix. */
  readonly topic: string;
  /**
   * Of several services that read a topic, one sets aside what is no CloudEvent, and what nobody can read; the others ignore
   * it. What violates the schema of a type is set aside by each service that handles the type, since each of them lacks it.
   */
  readonly malformed: 'dead-letter' | 'ignore';
  /**
   * How long records of it may wait until one of another topic comes, to share its chunk, in milliseconds; not at all when left out.
   * They wait while the process has all lanes of the topics whose records may not (docs/adr/0028).
   */
  readonly lingerMs?: number;
}

/** The three levels of a logger (pino's signature). */
export interface MessagingLogger {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** What a ChunkServer is made of. */
export interface ChunkServerOptions {
  /** Name of the service: in lanes, sources and dead letters. */
  readonly service: string;
  readonly kafka: Kafka;
  readonly connection: Connection;
  /** Asked for when the server starts, since Nest builds the stores together with the handlers. */
  readonly stores: () => ChunkStores;
  readonly subscriptions: readonly Subscription[];
  /** Topics that handlers publish to, without prefix. */
  readonly publishes: readonly string[];
  readonly clock: Clock;
  readonly logger: MessagingLogger;
  readonly metrics: MessagingMetrics;
  /** The process is to end: its consumer will not come back. */
  readonly onCrash: (error: unknown) => void;
  readonly groupId: string;
  /** For tests that share a broker; else empty. */
  readonly topicPrefix?: string;
  readonly maxRecordsPerChunk?: number;
  readonly maxBytesPerChunk?: number;
  /** How many lanes have a chunk at work at the same time. */
  readonly chunksConcurrently?: number;
  /** Bytes of one send. */
  readonly sliceBytes?: number;
  readonly sessionTimeoutMs?: number;
  readonly heartbeatIntervalMs?: number;
  readonly rebalanceTimeoutMs?: number;
  readonly parkForMs?: number;
  readonly parkedPerLane?: number;
  readonly parkedPerKey?: number;
  /** How often parked records are tried again. */
  readonly parkRetryMs?: number;
  /** At an orderly end: how long to wait for Kafka, once for the consumer and once for the last send. */
  readonly leaveWithinMs?: number;
  /** Positions forget what was sent as soon as it was, so that anybody can read from them what is still to be sent. */
  readonly forgetsSent?: boolean;
}

/** Measured defaults (messaging.md). */
export const defaults = {
  topicPrefix: '',
  maxRecordsPerChunk: 1000,
  maxBytesPerChunk: 4_000_000,
  chunksConcurrently: 3,
  sliceBytes: 800_000,
  sessionTimeoutMs: 6000,
  heartbeatIntervalMs: 500,
  rebalanceTimeoutMs: 8000,
  parkForMs: 60_000,
  parkedPerLane: 10_000,
  parkedPerKey: 1000,
  parkRetryMs: 500,
  leaveWithinMs: 4000,
  forgetsSent: false,
} as const;

export type CompleteOptions = ChunkServerOptions & Required<Pick<ChunkServerOptions, keyof typeof defaults>>;

/** The options with the defaults for what is not given; an option given as undefined is not given. */
export const completed = (options: ChunkServerOptions): CompleteOptions => ({
  ...defaults,
  ...(Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as unknown as ChunkServerOptions),
});
