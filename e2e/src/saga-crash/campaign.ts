import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { eventually } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import type { Platform } from '@reservoir/tools/platform';
import { cleanUp } from '../clean-up.js';
import { databaseOf } from '../crash/databases.js';
import { type Failure, execute } from '../crash/executioner.js';
import { startCrashPlatform } from '../crash/crash-platform.js';
import { untilTakenIn } from '../crash/taken-in.js';
import { type Told, startCustomers } from './customers.js';
import { type Databases, evidenceOf, onTheWay } from './evidence.js';
import { startLeaps } from './leaps.js';
import { type Partner, createPartners } from './partners.js';
import { throughAllSteps } from './planned.js';
import { sagas } from './steps.js';
import { stockUp } from './supplies.js';
import { type Verdict, deadLettersOf, judge } from './verdict.js';

export interface SagaCampaignOptions {
  readonly servers: Addresses;
  /** How many processes are ended or frozen, over all services. */
  readonly failures: number;
  readonly seed: number;
  readonly sessionTimeoutMs: number;
  /** How often clocks leap past deadlines. */
  readonly leapEveryMs: number;
  readonly onProgress: (line: string) => void;
}

export interface SagaReport extends Verdict {
  readonly failures: readonly Failure[];
  readonly told: Told;
}

/**
 * Kills and freezes the services on the way of assignments, renewals, upgrades and transfers at every step of each, while customers
 * are licensed and changed and move, pools run short, and deadlines pass.
 */
export async function runSagaCampaign(options: SagaCampaignOptions): Promise<SagaReport> {
  const run = `sagas-${randomBytes(3).toString('hex')}`;
  const { mongodbUri } = options.servers;
  const platform = await startServices(run, options);
  const databases: Databases = {
    gateway: await databaseOf(mongodbUri, run, 'api_gateway'),
    companies: await databaseOf(mongodbUri, run, 'companies'),
    contracts: await databaseOf(mongodbUri, run, 'contracts'),
    pool: await databaseOf(mongodbUri, run, 'license_pool'),
  };
  try {
    const partners = await createPartners(platform);
    await stockUp(run, partners, 12);
    const { failures, told } = await failing(run, platform, partners, options);
    options.onProgress('waiting until every saga has ended');
    await untilQuiet(run, options, databases);
    const verdict = judge(await evidenceOf(databases));
    const faults = [...verdict.faults, ...(await deadLettersOf(`${run}.`))];
    return { ...verdict, faults, failures, told };
  } finally {
    await platform.stop();
    await Promise.all(Object.values(databases).map(async (database) => database.close()));
    await cleanUp(run);
  }
}

/** The failures, while everything goes on. */
async function failing(
  run: string,
  platform: Platform,
  partners: readonly Partner[],
  options: SagaCampaignOptions,
): Promise<Pick<SagaReport, 'failures' | 'told'>> {
  const { failures: count, seed, leapEveryMs } = options;
  const customers = startCustomers(run, platform, partners, seed);
  const goingOn = [customers, startLeaps(run, leapEveryMs, seed)];
  try {
    const failures = await execute({ ...options, platform, victims: throughAllSteps(count) });
    await eventually(() => expectEachDone(customers.told()), { timeoutMs: 60_000, everyMs: 200 });
    return { failures, told: customers.told() };
  } finally {
    await Promise.all(goingOn.map(async (one) => one.stop()));
  }
}

/** Few failures may be over before each saga was done once. */
function expectEachDone(told: Told): void {
  const missing = sagas.filter((saga) => !told[`${saga} 200`] && !told[`${saga} 201`]);
  if (missing.length > 0) throw new Error(`not done yet: ${missing.join(', ')}`);
}

/** Until nothing is in flight, anywhere. */
async function untilQuiet(run: string, options: SagaCampaignOptions, databases: Databases): Promise<void> {
  const { contracts, pool, companies } = databases;
  const readings = [
    { reader: pool, topic: `${run}.orders.v1` },
    { reader: pool, topic: `${run}.license-pool.commands.v1` },
    { reader: contracts, topic: `${run}.contracts.commands.v1` },
    { reader: contracts, topic: `${run}.companies.events.v1` },
    { reader: companies, topic: `${run}.companies.commands.v1` },
  ];
  const ended = async (): Promise<void> => {
    const left = await onTheWay(databases);
    if (Object.keys(left).length === 0) return;
    options.onProgress(`on the way still: ${JSON.stringify(left)}`);
    throw new Error(`on the way still: ${JSON.stringify(left)}`);
  };
  await eventually(ended, { timeoutMs: 180_000, everyMs: 1000 });
  await untilTakenIn(options.servers.kafkaBrokers, readings);
  await eventually(ended, { timeoutMs: 60_000, everyMs: 300 });
}

const startServices = async (
  run: string,
  { servers, sessionTimeoutMs, onProgress }: SagaCampaignOptions,
): Promise<Platform> =>
  startCrashPlatform({
    ...{ servers, run, sessionTimeoutMs, onProgress },
    logFolder: join(process.cwd(), '.data', 'saga-crash', run),
    only: ['api-gateway', 'companies', 'catalog', 'license-pool', 'contracts'],
    env: {
      MAX_RECORDS_PER_CHUNK: '20',
      // Few records of a chunk fit into one send, so that it can end between two.
      SLICE_BYTES: '3000',
      SANDBOX: 'on',
      LEASE_MS: '2000',
    },
  });
