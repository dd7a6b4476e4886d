import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import { type AppName, apiOf, loadDemoWorld, startPlatform } from '@reservoir/tools/platform';
import { randomOf } from '@reservoir/tools/random';
import { Kafka, logLevel } from 'kafkajs';
import mongoose, { type Connection } from 'mongoose';
import { type Failure, execute } from './executioner.js';
import { startLoad } from './load.js';
import { takenIn, watchProgress } from './progress-watch.js';
import { type Verdict, judge } from './verdict.js';

export interface CampaignOptions {
  readonly servers: Addresses;
  /** How many processes are ended or frozen, over all services. */
  readonly failures: number;
  readonly seed: number;
  readonly perSecond: number;
  readonly sessionTimeoutMs: number;
  readonly logFolder: string;
  readonly onProgress: (line: string) => void;
}

export interface CampaignReport extends Verdict {
  readonly failures: readonly Failure[];
  readonly deliveries: number;
  readonly duplicates: number;
  /** The longest time in which a service took in nothing although there was something. */
  readonly worstPauseMs: Readonly<Record<string, number>>;
}

/** The services on the way of a purchase, which are failed side by side. */
const victims = ['license-pool', 'api-gateway'] as const satisfies readonly AppName[];

/**
 * Kills and freezes the services on the way of a purchase, under load with repeated deliveries and poison; then lets
 * them finish and compares what was sent with everything that is there.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { servers, sessionTimeoutMs, onProgress } = options;
  const run = `crash-${randomBytes(3).toString('hex')}`;
  const topicPrefix = `${run}.`;
  const platform = await startPlatform({
    servers,
    topicPrefix,
    database: run,
    logFolder: join(options.logFolder, run),
    only: ['api-gateway', 'companies', 'catalog', 'license-pool'],
    env: {
      SESSION_TIMEOUT_MS: String(sessionTimeoutMs),
      HEARTBEAT_INTERVAL_MS: '300',
      SLICE_BYTES: '6000',
      MAX_RECORDS_PER_CHUNK: '50',
    },
    onProgress,
  });
  const [pool, gateway] = await Promise.all(
    ['license_pool', 'api_gateway'].map(async (service) => connect(servers.mongodbUri, `${run}_${service}`)),
  );
  if (!pool || !gateway) throw new Error('no database');
  try {
    await loadDemoWorld(apiOf(platform.url, await platform.issuer.token({ role: 'operator' })));
    const load = await startLoad({
      ...options,
      brokers: servers.kafkaBrokers,
      topic: `${topicPrefix}orders.v1`,
      run,
    });
    const watches = {
      'license-pool': watchProgress(pool, `${topicPrefix}orders.v1`),
      'api-gateway': watchProgress(gateway, `${topicPrefix}license-pool.events.v1`),
    };
    const failures = await failAll(platform, options);
    const worstPauseMs = Object.fromEntries(
      Object.entries(watches).map(([app, watch]) => {
        watch.stop();
        return [app, watch.worstPauseMs()];
      }),
    );
    const sent = await load.stop();
    onProgress(`${sent.deliveries} records sent; waiting until all are taken in`);
    await untilTakenIn(servers.kafkaBrokers, pool, [`${topicPrefix}orders.v1`]);
    await untilTakenIn(servers.kafkaBrokers, gateway, [
      `${topicPrefix}license-pool.events.v1`,
      `${topicPrefix}orders.receipts.v1`,
    ]);
    const verdict = await judge(sent, { pool, gateway, topicPrefix });
    return { ...verdict, failures, deliveries: sent.deliveries, duplicates: sent.duplicates, worstPauseMs };
  } finally {
    await platform.stop();
    await Promise.all([pool, gateway].map(async (connection) => connection.close()));
  }
}

async function failAll(
  platform: Awaited<ReturnType<typeof startPlatform>>,
  options: CampaignOptions,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  await sleep(2000);
  await Promise.all(
    victims.map(async (app, index) =>
      execute({
        platform,
        app,
        failures: Math.ceil((options.failures - index) / victims.length),
        random: randomOf(options.seed + index),
        sessionTimeoutMs: options.sessionTimeoutMs,
        onFailure: (failure) => {
          failures.push(failure);
          const { plan } = failure;
          options.onProgress(
            `${failures.length}/${options.failures} ${failure.app} ${plan.signal} at ${plan.point}`,
          );
        },
      }),
    ),
  );
  return failures;
}

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
