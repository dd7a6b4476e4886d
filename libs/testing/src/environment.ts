import type { Addresses } from './servers/index.js';

/**
 * Where the servers of this run answer, as the global setup left it.
 * @throws Error outside the projects that have servers (`*.int.spec.ts`, `e2e/`).
 */
export function serverAddresses(): Addresses {
  const { KAFKA_BROKERS: kafkaBrokers, MONGODB_URI: mongodbUri } = process.env;
  if (kafkaBrokers && mongodbUri) return { kafkaBrokers, mongodbUri };
  throw new Error(
    'no servers in this run: name the test *.int.spec.ts, or set KAFKA_BROKERS and MONGODB_URI',
  );
}
