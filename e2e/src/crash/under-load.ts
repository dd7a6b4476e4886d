import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Addresses } from '@reservoir/testing/servers';
import type { Platform } from '@reservoir/tools/platform';
import type { Connection } from 'mongoose';
import { cleanUp } from '../clean-up.js';
import { databaseOf } from './databases.js';
import { type Sent, startLoad, together } from './load.js';
import { startCrashPlatform } from './crash-platform.js';
import { untilTakenIn } from './taken-in.js';
import { type Verdict, judge } from './verdict.js';

export interface LoadedOptions {
  readonly servers: Addresses;
  readonly sessionTimeoutMs: number;
  readonly logFolder: string;
  readonly onProgress: (line: string) => void;
}

/** How orders stream in. */
export interface Stream {
  readonly seed: number;
  readonly perSecond: number;
}

/** What a stream was, and what was found at its end: of everything that was ever sent. */
export interface Outcome extends Verdict {
  readonly deliveries: number;
  readonly duplicates: number;
}

/** The services on the way of a purchase, while orders stream in. */
export interface UnderLoad {
  readonly platform: Platform;
  readonly topicPrefix: string;
  /** Databases of the license-pool service and of the gateway. */
  readonly pool: Connection;
  readonly gateway: Connection;
  /**
   * Runs the way of a purchase under load with repeated deliveries and poison, disturbs it, lets it finish, and compares
   * what was sent, in earlier streams too, with everything that is there.
   */
  during(stream: Stream, disturb: () => Promise<void>): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Starts the services on the way of a purchase, under names of their own. */
export async function startUnderLoad(options: LoadedOptions): Promise<UnderLoad> {
  const { servers, onProgress } = options;
  const run = `load-${randomBytes(3).toString('hex')}`;
  const platform = await startServices(run, options);
  const [pool, gateway] = await Promise.all([
    databaseOf(servers.mongodbUri, run, 'license_pool'),
    databaseOf(servers.mongodbUri, run, 'api_gateway'),
  ]);
  const place = { platform, topicPrefix: `${run}.`, pool, gateway };
  const streams: Sent[] = [];
  return {
    ...place,
    async during(stream, disturb) {
      const sent = await streaming({ ...stream, servers, run: `${run}-${streams.length}` }, place, disturb);
      streams.push(sent);
      onProgress(`${sent.deliveries} records sent; waiting until all are taken in`);
      await untilAllTakenIn(servers, place);
      const verdict = await judge(together(streams), place);
      return { ...verdict, deliveries: sent.deliveries, duplicates: sent.duplicates };
    },
    async stop() {
      await platform.stop();
      await Promise.all([pool, gateway].map(async (connection) => connection.close()));
      await cleanUp(run);
    },
  };
}

type Place = Pick<UnderLoad, 'topicPrefix' | 'pool' | 'gateway'>;

async function streaming(
  { servers, ...stream }: Stream & { readonly run: string; readonly servers: Addresses },
  { topicPrefix }: Place,
  disturb: () => Promise<void>,
): Promise<Sent> {
  const to = { brokers: servers.kafkaBrokers, topic: `${topicPrefix}orders.v1` };
  const load = await startLoad({ ...stream, ...to });
  try {
    await disturb();
  } finally {
    await load.stop();
  }
  return load.stop();
}

async function untilAllTakenIn(servers: Addresses, { topicPrefix, pool, gateway }: Place): Promise<void> {
  await untilTakenIn(servers.kafkaBrokers, [{ reader: pool, topic: `${topicPrefix}orders.v1` }]);
  const told = ['license-pool.events.v1', 'orders.receipts.v1'];
  await untilTakenIn(
    servers.kafkaBrokers,
    told.map((topic) => ({ reader: gateway, topic: topicPrefix + topic })),
  );
}

/** The services, with the demonstration world loaded. */
const startServices = async (run: string, { logFolder, ...options }: LoadedOptions): Promise<Platform> =>
  startCrashPlatform({
    ...options,
    run,
    logFolder: join(logFolder, run),
    only: ['api-gateway', 'companies', 'catalog', 'license-pool'],
    env: { SLICE_BYTES: '6000', MAX_RECORDS_PER_CHUNK: '50' },
  });
