import { defaults } from '@reservoir/messaging';
import { z } from 'zod';
import {
  brokers,
  integer,
  milliseconds,
  mongodbUri,
  onOff,
  oneOf,
  port,
  secret,
  text,
} from './env-fields.js';

const kafka = {
  KAFKA_BROKERS: brokers().describe('Kafka, host:port[,host:port…]'),
  KAFKA_TLS: onOff().prefault('off').describe('Speak TLS with Kafka'),
  KAFKA_TLS_CA_FILE: text()
    .optional()
    .describe('PEM file of the authority that signed the brokers, if private'),
  KAFKA_TLS_CERT_FILE: text().optional().describe('PEM file of the client certificate (mutual TLS)'),
  KAFKA_TLS_KEY_FILE: text().optional().describe('PEM file of its key'),
  KAFKA_SASL_MECHANISM: oneOf('plain', 'scram-sha-256', 'scram-sha-512')
    .prefault('scram-sha-512')
    .describe('How to log in, when KAFKA_SASL_USERNAME is set: plain, scram-sha-256 or scram-sha-512'),
  KAFKA_SASL_USERNAME: text().optional().describe('User of Kafka'),
  KAFKA_SASL_PASSWORD: secret(text().optional(), 'Password of Kafka'),
  CONSUMER_GROUP: text().optional().describe('Consumer group, if not the name of the service'),
  TOPIC_PREFIX: z
    .string()
    .regex(/^[\w.-]{0,100}$/, { error: 'must be letters, digits, dots, dashes and underscores' })
    .prefault('')
    .describe('Stands before every topic and the consumer group; for tests'),
  TOPIC_PARTITIONS: integer(1, 1000).prefault('3').describe('Partitions of the topics that are missing'),
  TOPIC_REPLICATION: integer(1, 15)
    .optional()
    .describe('Replicas of the topics that are missing, if not 3 (or as many as there are brokers)'),
};

const mongodb = {
  MONGODB_URI: secret(mongodbUri(), 'MongoDB ≥ 6.0, a replica set; TLS and credentials stand in the string'),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, { error: 'must be 1 to 40 letters, digits, dashes and underscores' })
    .prefault('reservoir')
    .describe('Database, before _ and the name of the service'),
  MONGODB_POOL_SIZE: integer(4, 1000).prefault('32').describe('Connections to MongoDB at most'),
};

const chunks = {
  MAX_RECORDS_PER_CHUNK: integer(1, 10_000)
    .prefault(String(defaults.maxRecordsPerChunk))
    .describe('Records in one transaction at most'),
  SLICE_BYTES: integer(1000, 900_000)
    .prefault(String(defaults.sliceBytes))
    .describe('Bytes that are sent to Kafka in one batch'),
  PARK_FOR_MS: milliseconds(0, 86_400_000)
    .prefault(String(defaults.parkForMs))
    .describe('How long a record waits for what it misses, such as an unknown partner'),
  SESSION_TIMEOUT_MS: milliseconds(1000, 300_000)
    .prefault(String(defaults.sessionTimeoutMs))
    .describe('A process that is silent for so long loses its partitions'),
  HEARTBEAT_INTERVAL_MS: milliseconds(100, 100_000)
    .prefault(String(defaults.heartbeatIntervalMs))
    .describe('Between two signs of life; at most a third of SESSION_TIMEOUT_MS'),
  REBALANCE_TIMEOUT_MS: milliseconds(1000, 600_000)
    .prefault(String(defaults.rebalanceTimeoutMs))
    .describe('How long a rebalance waits for the members'),
};

const scheduler = {
  SCHEDULER: onOff().prefault('on').describe('Let this process look for work that is due'),
  SCHEDULER_BATCH: integer(1, 10_000).prefault('500').describe('Due things that are sent at once at most'),
  SCHEDULER_RESEND_MS: milliseconds(1000, 3_600_000)
    .prefault('60000')
    .describe('After how long what is still due is sent again'),
  LEASE_MS: milliseconds(1000, 600_000)
    .prefault('15000')
    .describe('After how long another replica takes over from a scheduler that is gone'),
};

const process = {
  HEALTH_PORT: port().prefault('3100').describe('Port of /health/* and /metrics'),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace')
    .prefault('info')
    .describe('fatal, error, warn, info, debug or trace'),
  START_TIMEOUT_MS: milliseconds(1000, 3_600_000)
    .prefault('120000')
    .describe('How long to wait for Kafka and MongoDB at the start'),
  SHUTDOWN_TIMEOUT_MS: milliseconds(1000, 600_000)
    .prefault('25000')
    .describe(
      'How long an orderly shutdown may take; keep it below what the platform grants before it kills',
    ),
  SHUTDOWN_DELAY_MS: milliseconds(0, 120_000)
    .prefault('0')
    .describe('How long the HTTP port stays open after the readiness went off, for load balancers to notice'),
  SANDBOX: onOff().prefault('off').describe('A clock that operators can advance; refused in production'),
  NODE_ENV: text().optional().describe('production, in production'),
};

/**
 * The environment of every service: variables by name. An app adds its own (`{ ...serviceEnvShape, PORT: … }`) and
 * replaces what differs, such as the default of HEALTH_PORT.
 */
export const serviceEnvShape = { ...kafka, ...mongodb, ...chunks, ...scheduler, ...process };

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>;

/** Environment variables by name. */
export type EnvShape = Readonly<Record<string, z.ZodType>>;

/** What parsing gives: `KAFKA_BROKERS` is `kafkaBrokers`. */
export type EnvOf<Shape extends EnvShape> = Readonly<{
  [Name in keyof Shape & string as CamelCase<Name>]: z.output<Shape[Name]>;
}>;

/** What every service is told by its environment. */
export type ServiceEnv = EnvOf<typeof serviceEnvShape>;
