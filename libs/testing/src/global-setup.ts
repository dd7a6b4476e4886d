import { join } from 'node:path';
import { require as requireTypeScript } from 'tsx/cjs/api';
import type { Servers, startServers } from './servers/index.js';

/** Where teardown finds what setup started: Jest loads the two as separate modules of one process. */
interface Shared {
  reservoirServers?: Servers;
}
export const shared = globalThis as Shared;

/**
 * Jest's global setup: one Kafka and one MongoDB for the whole run, handed to every worker by KAFKA_BROKERS and
 * MONGODB_URI; those that are named there already are used as they are. A missing server fails the run.
 */
export default async function setUp(_global: unknown, project: { readonly rootDir: string }): Promise<void> {
  if (shared.reservoirServers) return; // another project of this run was first
  // Jest does not map the `.js` of our imports to `.ts` here, before the tests; tsx does.
  const entry = join(project.rootDir, 'libs/testing/src/servers/start-servers.ts');
  const module = requireTypeScript(entry, entry) as { readonly startServers: typeof startServers };
  const servers = await module.startServers({
    dataDir: 'ephemeral',
    quickKafka: true,
    onProgress: (line) => process.stderr.write(`${line}\n`),
    onFailure: (error) => process.stderr.write(`${error.message}\n`),
  });
  shared.reservoirServers = servers;
  process.env['KAFKA_BROKERS'] = servers.kafkaBrokers;
  process.env['MONGODB_URI'] = servers.mongodbUri;
}
