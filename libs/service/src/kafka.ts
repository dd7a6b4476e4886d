import { letRequestQueuesRest, writeRequestsAtOnce } from '@reservoir/messaging';
import { readFileSync } from 'node:fs';
import { Kafka, type KafkaConfig, type SASLOptions, type logCreator, logLevel } from 'kafkajs';
import type { ServiceEnv } from './env.js';
import type { Logger } from './logger.js';

/**
 * The client of Kafka that a service makes its consumers, producers and admins with.
 * @param retries how often kafkajs tries again by itself
 */
export function createKafka(service: string, env: ServiceEnv, logger: Logger, retries = 5): Kafka {
  const sasl = saslOf(env);
  letRequestQueuesRest();
  if (!writeRequestsAtOnce()) logger.warn('another release of kafkajs than known: its own encoder is used');
  return new Kafka({
    clientId: service,
    brokers: env.kafkaBrokers,
    ssl: env.kafkaTls ? tlsOf(env) : false,
    ...(sasl && { sasl }),
    connectionTimeout: 3000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 5000, retries },
    logLevel: logger.isLevelEnabled('trace') ? logLevel.DEBUG : logLevel.INFO,
    logCreator: kafkaLogs(logger),
  });
}

/** The consumer group of a service. */
export const groupOf = (service: string, { topicPrefix, consumerGroup }: ServiceEnv): string =>
  topicPrefix + (consumerGroup ?? service);

/** What kafkajs says, in the process's log; its chatter of joins, connections and attempts at level debug. */
export const kafkaLogs =
  (logger: Logger): logCreator =>
  () =>
  ({ namespace, level, log }) => {
    const { message, timestamp: _, logger: __, ...details } = log;
    const isChatter = connections.has(namespace);
    logger[isChatter ? 'debug' : (levels[level] ?? 'debug')]({ ...details, kafkajs: namespace }, message);
  };

/** They tell of every attempt to connect; whoever needed the connection tells what came of it. */
const connections: ReadonlySet<string> = new Set(['Connection', 'BrokerPool']);

const levels: Partial<Record<logLevel, 'error' | 'warn' | 'debug' | 'trace'>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'debug',
  [logLevel.DEBUG]: 'trace',
};

function tlsOf(env: ServiceEnv): NonNullable<KafkaConfig['ssl']> {
  const { kafkaTlsCaFile: ca, kafkaTlsCertFile: cert, kafkaTlsKeyFile: key } = env;
  return {
    ...(ca !== undefined && { ca: [readFileSync(ca)] }),
    ...(cert !== undefined && { cert: readFileSync(cert) }),
    ...(key !== undefined && { key: readFileSync(key) }),
  };
}

function saslOf(env: ServiceEnv): SASLOptions | undefined {
  const { kafkaSaslMechanism: mechanism, kafkaSaslUsername: username, kafkaSaslPassword: password } = env;
  return username !== undefined && password !== undefined ? { mechanism, username, password } : undefined;
}
