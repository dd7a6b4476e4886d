import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { eventually } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import { type Api, type Platform, apiOf, bodyOf } from '@reservoir/tools/platform';
import { cleanUp } from '../clean-up.js';
import { databaseOf } from '../crash/databases.js';
import { type Failure, execute, throughAllPoints } from '../crash/executioner.js';
import { startCrashPlatform } from '../crash/crash-platform.js';
import { type Told, startExchanging } from './exchanging.js';
import { type Verdict, judge, unfinished } from './verdict.js';

export interface PointsCampaignOptions {
  readonly servers: Addresses;
  /** How many processes are ended or frozen, over both services. */
  readonly failures: number;
  readonly seed: number;
  readonly sessionTimeoutMs: number;
  readonly onProgress: (line: string) => void;
}

export interface PointsReport extends Verdict, Told {
  readonly failures: readonly Failure[];
}

/** The two sides of the saga (PT-4, PT-6), which are failed side by side. */
const apps = ['points-exchange', 'license-pool'] as const;

/** Kills and freezes both sides of the saga at every point of the protocol, while partners exchange and reverse. */
export async function runPointsCampaign(options: PointsCampaignOptions): Promise<PointsReport> {
  const run = `points-${randomBytes(3).toString('hex')}`;
  const platform = await startServices(run, options);
  const { mongodbUri } = options.servers;
  const [points, pool] = await Promise.all([
    databaseOf(mongodbUri, run, 'points_exchange'),
    databaseOf(mongodbUri, run, 'license_pool'),
  ]);
  try {
    const token = await platform.issuer.token({ company: 'partner-gold', role: 'total-control' });
    const exchanging = startExchanging(run, apiOf(platform.url, token), options.seed);
    let failures: readonly Failure[];
    try {
      failures = await execute({ ...options, platform, victims: throughAllPoints(apps, options.failures) });
    } finally {
      await exchanging.stop();
    }
    const { statuses } = await exchanging.stop();
    options.onProgress('waiting until every exchange and reversal has ended');
    const ended = async (): Promise<void> => {
      const left = await unfinished(points);
      if (left > 0) throw new Error(`${left} exchanges or reversals have not ended`);
    };
    await eventually(ended, { timeoutMs: 120_000, everyMs: 500 });
    return { ...(await judge(points, pool)), statuses, failures };
  } finally {
    await platform.stop();
    await Promise.all([points, pool].map(async (connection) => connection.close()));
    await cleanUp(run);
  }
}

const startServices = async (
  run: string,
  { servers, sessionTimeoutMs, onProgress }: PointsCampaignOptions,
): Promise<Platform> =>
  startCrashPlatform(
    {
      ...{ servers, run, sessionTimeoutMs, onProgress },
      logFolder: join(process.cwd(), '.data', 'points-crash', run),
      only: ['api-gateway', 'companies', 'catalog', 'license-pool', 'points-exchange'],
      // Shorter than a take-over: what the pool has not answered by then is given up.
      env: { MAX_RECORDS_PER_CHUNK: '20', GIVE_UP_AFTER_MS: '2000' },
    },
    grantPoints,
  );

async function grantPoints(operator: Api): Promise<void> {
  for (let lot = 0; lot < 20; lot += 1) {
    const gift = { points: 50_000 + lot, priority: lot % 3, reason: 'for the campaign' };
    bodyOf(await operator.send('POST', '/v1/partners/partner-gold/points/grants', gift), 'grant');
  }
}
