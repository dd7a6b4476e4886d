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
  readonly active: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const partner = 'partner-gold';
const sku = 'endpoint-security:secure-plus';

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
  const answers: Promise<{ milliseconds: number; active: boolean }>[] = [];
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
    active: all.filter(({ active }) => active).length,
    p50Ms: Math.round(percentile(times, 0.5)),
    p99Ms: Math.round(percentile(times, 0.99)),
  };
}

async function assign(api: Api, customerId: string): Promise<{ milliseconds: number; active: boolean }> {
  const answer = await api.send('POST', '/v1/contracts', {
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
  });
  return { milliseconds: answer.milliseconds, active: answer.status === 201 };
}
