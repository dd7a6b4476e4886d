import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { eventually } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import { type Platform, apiOf, loadDemoWorld, startPlatform } from '@reservoir/tools/platform';
import { Kafka, logLevel } from 'kafkajs';
import mongoose, { type Connection } from 'mongoose';
import { cleanUp } from '../clean-up.js';
import { startLoad } from './load.js';
import { takenIn } from './progress-watch.js';
import { type Verdict, judge } from './verdict.js';

export interface LoadedOptions {
  readonly servers: Addresses;
  readonly seed: number;
  readonly perSecond: number;
  readonly sessionTimeoutMs: number;
  readonly logFolder: string;
  readonly onProgress: (line: string) => void;
}

/** The services on the way of a purchase, while orders stream in. */
export interface UnderLoad {
  readonly platform: Platform;
  readonly topicPrefix: string;
  /** Databases of the license-pool service and of the gateway. */
  readonly pool: Connection;
  readonly gateway: Connection;
}

/**
 * Runs the way of a purchase under load with repeated deliveries and poison, disturbs it, lets it finish, and compares
 * what was sent with everything that is there.
 */
export async function underLoad(
  options: LoadedOptions,
  disturb: (world: UnderLoad) => Promise<void>,
): Promise<Verdict & { readonly deliveries: number; readonly duplicates: number }> {
  const { servers, onProgress } = options;
  const run = `load-${randomBytes(3).toString('hex')}`;
  const topicPrefix = `${run}.`;
  const platform = await startServices(run, options);
  const [pool, gateway] = await Promise.all([
    connect(servers.mongodbUri, `${run}_license_pool`),
    connect(servers.mongodbUri, `${run}_api_gateway`),
  ]);
  try {
    await loadDemoWorld(apiOf(platform.url, await platform.issuer.token({ role: 'operator' })));
    const load = await startLoad({
      ...options,
      brokers: servers.kafkaBrokers,
      topic: `${topicPrefix}orders.v1`,
      run,
    });
    await disturb({ platform, topicPrefix, pool, gateway });
    const sent = await load.stop();
    onProgress(`${sent.deliveries} records sent; waiting until all are taken in`);
    await untilTakenIn(servers.kafkaBrokers, pool, [`${topicPrefix}orders.v1`]);
    await untilTakenIn(servers.kafkaBrokers, gateway, [
      `${topicPrefix}license-pool.events.v1`,
      `${topicPrefix}orders.receipts.v1`,
    ]);
    const verdict = await judge(sent, { pool, gateway, topicPrefix });
    return { ...verdict, deliveries: sent.deliveries, duplicates: sent.duplicates };
  } finally {
    await platform.stop();
    await Promise.all([pool, gateway].map(async (connection) => connection.close()));
    await cleanUp(run);
  }
}

const startServices = async (run: string, options: LoadedOptions): Promise<Platform> =>
  startPlatform({
    servers: options.servers,
    topicPrefix: `${run}.`,
    database: run,
    logFolder: join(options.logFolder, run),
    only: ['api-gateway', 'companies', 'catalog', 'license-pool'],
    env: {
      SESSION_TIMEOUT_MS: String(options.sessionTimeoutMs),
      HEARTBEAT_INTERVAL_MS: '300',
      SLICE_BYTES: '6000',
      MAX_RECORDS_PER_CHUNK: '50',
    },
    onProgress: options.onProgress,
  });

/** Until the positions of a service have reached the ends of these topics. */
async function untilTakenIn(
  brokers: string,
  connection: Connection,
  topics: readonly string[],
): Promise<void> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await eventually(
      async () => {
        for (const topic of topics) {
          const ends = await admin.fetchTopicOffsets(topic);
          const end = ends.reduce((sum, { high }) => sum + Number(high), 0);
          const now = await takenIn(connection, topic);
          if (now < end) throw new Error(`${topic}: ${now} of ${end} taken in`);
        }
      },
      { timeoutMs: 180_000, everyMs: 200 },
    );
  } finally {
    await admin.disconnect();
  }
}

const connect = async (uri: string, dbName: string): Promise<Connection> =>
  mongoose.createConnection(uri, { dbName }).asPromise();
