import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { connectMongo, createTopics, testKafka } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import { startPlatform } from '@reservoir/tools/platform';
import { facts, partnersOf, publishPurchases } from './fill.js';
import { type Series, watchTopic } from './series.js';

export type Contestant = 'reservoir' | 'floor' | 'stock' | 'stock-without-transaction';

export interface Race {
  readonly contestant: Contestant;
  readonly purchases: number;
  /** 1 is the hot pool; else pools of as many partners, over three partitions. */
  readonly pools: number;
}

export interface Outcome {
  readonly series: Series;
  /** Largest resident memory seen, in MB; of Reservoir's process only. */
  readonly memoryMb: number | undefined;
}

interface Running {
  readonly memoryMb: () => Promise<number | undefined>;
  readonly stop: () => Promise<void>;
}

const topics = [
  'orders.v1',
  'orders.v1.dlq',
  'orders.receipts.v1',
  'license-pool.events.v1',
  'companies.events.v1',
  'catalog.events.v1',
];
const timeoutMs = 600_000;
let races = 0;

/** Runs one contestant over a topic that already holds all purchases, in a world of its own. */
export async function run({ contestant, purchases, pools }: Race, servers: Addresses): Promise<Outcome> {
  const name = `bench-${process.pid}-${(races += 1)}`;
  const prefix = `${name}.`;
  const partitions = pools === 1 ? 1 : 3;
  await createTopics(topics.map((topic) => ({ topic: prefix + topic, partitions })));
  const kafka = testKafka();
  const partners = partnersOf(pools);
  await publishFacts(prefix, partners);
  const admin = kafka.admin();
  await admin.connect();
  await publishPurchases(kafka, `${prefix}orders.v1`, partners, purchases);
  const running =
    contestant === 'reservoir' ? await reservoir(name, servers) : script(contestant, name, servers);
  let memoryMb: number | undefined;
  const timer = setInterval(() => {
    void running.memoryMb().then((now) => (memoryMb = Math.max(memoryMb ?? 0, now ?? 0)));
  }, 1000);
  try {
    const series = await watchTopic(admin, `${prefix}orders.receipts.v1`, purchases, timeoutMs);
    return { series, memoryMb: memoryMb === 0 ? undefined : memoryMb };
  } finally {
    clearInterval(timer);
    await running.stop();
    await admin.deleteTopics({ topics: topics.map((topic) => prefix + topic) });
    await admin.disconnect();
    await (await connectMongo(contestant === 'reservoir' ? `${name}_license_pool` : name)).drop();
  }
}

async function publishFacts(prefix: string, partners: readonly string[]): Promise<void> {
  const { companies, catalog } = facts(partners);
  const producer = testKafka().producer();
  await producer.connect();
  await producer.send({ topic: `${prefix}companies.events.v1`, messages: companies });
  await producer.send({ topic: `${prefix}catalog.events.v1`, messages: catalog });
  await producer.disconnect();
}

async function reservoir(name: string, servers: Addresses): Promise<Running> {
  const platform = await startPlatform({
    servers,
    topicPrefix: `${name}.`,
    database: name,
    logFolder: join(process.cwd(), '.data', 'bench', name),
    only: ['license-pool'],
    env: { LOG_LEVEL: 'warn' },
  });
  const service = platform.services.get('license-pool');
  return {
    memoryMb: async () => {
      const answer = await fetch(`${service?.healthUrl ?? ''}/metrics`).catch(() => undefined);
      const line = (await answer?.text())?.match(/^process_resident_memory_bytes\S* (\S+)$/m);
      return line ? Number(line[1]) / 2 ** 20 : undefined;
    },
    stop: async () => platform.stop(),
  };
}

/** The others start the same way: a process of TypeScript with its settings in the environment. */
function script(contestant: Exclude<Contestant, 'reservoir'>, name: string, servers: Addresses): Running {
  const file = join(import.meta.dirname, contestant === 'floor' ? 'floor.ts' : 'stock-nest.ts');
  const child = spawn(process.execPath, ['--conditions=@reservoir/source', '--import', 'tsx', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      KAFKA_BROKERS: servers.kafkaBrokers,
      MONGODB_URI: servers.mongodbUri,
      DATABASE: name,
      PREFIX: `${name}.`,
      TRANSACTION: contestant === 'stock' ? 'on' : 'off',
      KAFKAJS_NO_PARTITIONER_WARNING: '1',
    },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    memoryMb: async () => Promise.resolve(undefined),
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
