import type { Addresses } from './servers.js';

/**
 * The addresses that KAFKA_BROKERS and MONGODB_URI name, if both are set.
 * @throws Error when only one is set: starting the other beside it would hide a mistake.
 */
export function addressesInEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Addresses | undefined {
  const { KAFKA_BROKERS: kafkaBrokers, MONGODB_URI: mongodbUri } = env;
  if (kafkaBrokers && mongodbUri) return { kafkaBrokers, mongodbUri };
  if (!kafkaBrokers && !mongodbUri) return undefined;
  const [named, missing] = kafkaBrokers ? ['KAFKA_BROKERS', 'MONGODB_URI'] : ['MONGODB_URI', 'KAFKA_BROKERS'];
  throw new Error(`${named} is set, but ${missing} is not: set both, or neither`);
}
