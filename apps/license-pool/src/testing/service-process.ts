import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { serverAddresses } from '@reservoir/testing';

/** Starts the service as a process of its own, in the world of a prefix. */
export function startService(prefix: string): ChildProcess {
  const { kafkaBrokers, mongodbUri } = serverAddresses();
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  return spawn(process.execPath, ['--conditions=@reservoir/source', '--import', 'tsx', main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      KAFKA_BROKERS: kafkaBrokers,
      MONGODB_URI: mongodbUri,
      MONGODB_DATABASE: prefix,
      TOPIC_PREFIX: `${prefix}.`,
      TOPIC_PARTITIONS: '1',
      PARK_FOR_MS: '3000',
      HEALTH_PORT: '0',
    },
  });
}

/** Asks it to end, and waits until it has. */
export async function stopService(service: ChildProcess): Promise<void> {
  if (service.exitCode === null && service.kill('SIGTERM')) await once(service, 'exit');
}
