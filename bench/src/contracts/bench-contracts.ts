import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServers } from '@reservoir/testing/servers';
import { buildApps } from '@reservoir/tools/build';
import {
  type Api,
  type Platform,
  apiOf,
  bodyOf,
  loadDemoWorld,
  startPlatform,
} from '@reservoir/tools/platform';
import { Kafka, logLevel } from 'kafkajs';
import { machine, percentile } from '../machine.js';

export interface ContractsOptions {
  readonly seconds: number;
  readonly customers: number;
}

interface Row {
  readonly requestsPerSecond: number;
  readonly answered: number;
  /** Of them, answered 201 with an active contract. */
  readonly active: number;
  /** How many got each other status, `none` being no answer in 60 s. */
  readonly others: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const partner = 'partner-gold';
const sku = 'endpoint-security:secure-plus';
const warmUpSeconds = 10;

/** `POST /v1/contracts` to its answer, open loop: requests start on time, whatever became of earlier ones. */
export async function benchContracts(options: ContractsOptions): Promise<void> {
  const servers = await startServers({
    dataDir: 'ephemeral',
    forbidCollectionScans: false,
    onProgress: console.log,
  });
  try {
    await buildApps();
    const logFolder = join(process.cwd(), '.data', 'bench', 'contracts');
    const platform = await startPlatform({ servers, logFolder, env: { LOG_LEVEL: 'warn' } });
    try {
      const customers = await prepare(platform, servers.kafkaBrokers, options.customers);
      const rows: Row[] = [];
      await atRate(platform, customers, 20, warmUpSeconds);
      for (const rate of [20, 100]) rows.push(await atRate(platform, customers, rate, options.seconds));
      console.table(rows);
      await mkdir('bench/results', { recursive: true });
      const result = { command: 'npm run bench -- contracts', machine: machine(), options, rows };
      await writeFile('bench/results/contracts.json', `${JSON.stringify(result, undefined, 2)}\n`);
    } finally {
      await platform.stop();
    }
  } finally {
    await servers.stop();
  }
}

async function prepare(platform: Platform, brokers: string, count: number): Promise<string[]> {
  const operator = apiOf(platform.url, await platform.issuer.token({ role: 'operator' }));
  await loadDemoWorld(operator, console.log);
  const customers = Array.from({ length: count }, (_, n) => `bench-customer-${n}`);
  const company = (id: string) => ({ id, type: 'customer', name: id, parentId: partner });
  for (let from = 0; from < count; from += 20)
    await Promise.all(
      customers
        .slice(from, from + 20)
        .map(async (id) => bodyOf(await operator.send('POST', '/v1/companies', company(id)), id)),
    );
  console.log(`${count} customers`);
  await buy(brokers);
  await sleep(3000);
  return customers;
}

async function buy(brokers: string): Promise<void> {
  const producer = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  const data = {
    orderId: 'bench',
    line: '1',
    distributorId: 'distributor-one',
    partnerId: partner,
    sku,
    term: 'Y1',
    quantity: 1_000_000,
    purchasedAt: new Date().toISOString(),
  };
  const event = {
    specversion: '1.0',
    id: 'bench',
    source: '/bench',
    type: 'orders.license-purchased.v1',
    data,
  };
  const headers = { 'content-type': 'application/cloudevents+json' };
  await producer.send({
    topic: 'orders.v1',
    messages: [{ key: partner, value: JSON.stringify(event), headers }],
  });
  await producer.disconnect();
}

async function atRate(
  platform: Platform,
  customers: readonly string[],
  rate: number,
  seconds: number,
): Promise<Row> {
  const api = apiOf(platform.url, await platform.issuer.token({ company: partner, role: 'total-control' }));
  const started = performance.now();
  const answers: Promise<Answered>[] = [];
  for (let n = 0; n < rate * seconds; n += 1) {
    const aheadMs = (n / rate) * 1000 - (performance.now() - started);
    if (aheadMs > 0) await sleep(aheadMs);
    answers.push(assign(api, customers[n % customers.length] ?? ''));
  }
  const all = await Promise.all(answers);
  const times = all.map(({ milliseconds }) => milliseconds);
  return {
    requestsPerSecond: rate,
    answered: all.length,
    active: all.filter(({ status }) => status === 201).length,
    others: tallied(all),
    p50Ms: Math.round(percentile(times, 0.5)),
    p99Ms: Math.round(percentile(times, 0.99)),
  };
}

interface Answered {
  readonly status: number | 'none';
  readonly milliseconds: number;
}

const tallied = (answers: readonly Answered[]): string => {
  const counts = new Map<Answered['status'], number>();
  for (const { status } of answers) if (status !== 201) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
};

async function assign(api: Api, customerId: string): Promise<Answered> {
  const started = performance.now();
  const body = {
    customerId,
    product: 'endpoint-security',
    protectionModel: 'secure-plus',
    addOns: [],
    managedServices: [],
    mode: 'commercial',
    term: 'Y1',
    quantity: 1,
    managementModel: 'delegated',
    autoRenew: { on: false },
  };
  return api.send('POST', '/v1/contracts', body).then(
    ({ status, milliseconds }) => ({ status, milliseconds }),
    () => ({ status: 'none', milliseconds: performance.now() - started }),
  );
}
