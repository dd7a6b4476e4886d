import { serverAddresses } from '@reservoir/testing';
import { type ServiceEnv, readEnv, serviceEnvShape } from '../env.js';

/** The variables of a service on the servers of this run, apart from all others by a prefix. */
export function variablesFor(prefix: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { kafkaBrokers, mongodbUri } = serverAddresses();
  return {
    KAFKA_BROKERS: kafkaBrokers,
    MONGODB_URI: mongodbUri,
    MONGODB_DATABASE: prefix,
    TOPIC_PREFIX: `${prefix}.`,
    TOPIC_PARTITIONS: '2',
    HEALTH_PORT: '0',
    LOG_LEVEL: 'fatal',
    ...more,
  };
}

/** The same, parsed. */
export function serviceEnvFor(prefix: string, more: NodeJS.ProcessEnv = {}): ServiceEnv {
  const read = readEnv(serviceEnvShape, variablesFor(prefix, more));
  if (!read.ok) throw new Error(read.error.join('\n'));
  return read.value;
}
