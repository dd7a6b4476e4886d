import { mkdir, writeFile } from 'node:fs/promises';
import { type Addresses, startServers } from '@reservoir/testing/servers';
import { buildApps } from '@reservoir/tools/build';
import { machine } from '../machine.js';
import { rateBetween, steadyRate } from '../purchases/series.js';
import { raceMedici, raceReservoir } from './contestants.js';
import { type Extras, table } from './table.js';
import type { Trial } from './trial.js';
import { World } from './world.js';

export interface PointsOptions {
  readonly grants: number;
  readonly exchanges: number;
  readonly rounds: number;
  /** Seconds of each of medici's trials. */
  readonly seconds: number;
  /** Entries of one partner for the flatness figures. */
  readonly entries: number;
}

const spreadPartners = 1000;
const fewEntries = 1000;
/** Entries over which a rate is taken for the flatness figures. */
const stretch = 10_000;

/**
 * Grants and exchanges of points through the real service process, beside npm `medici` with the same postings and the same
 * durability, in one run. Beside medici the exchange is that of the ledger alone: the pool's answers lie ready in the topic,
 * since medici waits for no pool either; a line of its own shows exchanges that the license-pool process mints.
 */
export async function benchPoints(options: PointsOptions): Promise<void> {
  const servers = await startServers({
    dataDir: 'ephemeral',
    forbidCollectionScans: false,
    onProgress: console.log,
  });
  process.env['KAFKA_BROKERS'] = servers.kafkaBrokers;
  process.env['MONGODB_URI'] = servers.mongodbUri;
  try {
    await buildApps(['points-exchange', 'license-pool']);
    const trials = await allTrials(options, servers);
    const extras = await measureExtras(options, servers);
    const rows = table(trials, extras);
    console.table(rows);
    await mkdir('bench/results', { recursive: true });
    const result = { command: 'npm run bench -- points', machine: machine(), options, rows, trials };
    await writeFile('bench/results/points.json', `${JSON.stringify(result, undefined, 2)}\n`);
  } finally {
    await servers.stop();
  }
}

/** Contestants take turns, so that a machine that slows down slows all of them. */
async function allTrials({ rounds, ...sizes }: PointsOptions, servers: Addresses): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (let round = 1; round <= rounds; round += 1)
    for (const partners of [1, spreadPartners])
      for (const race of [raceReservoir, raceMedici])
        for (const trial of await race({ ...sizes, partners }, servers)) {
          trials.push(trial);
          console.log(`round ${round}: ${inWords(trial)}`);
        }
  return trials;
}

const inWords = ({ contestant, partners, kind, concurrency, perSecond }: Trial): string =>
  `${contestant}, ${partners} partner(s)${concurrency ? `, ${concurrency} at a time` : ''}: ${perSecond.toFixed(0)} ${kind}/s`;

/** What has no counterpart in medici: the whole way through the pool, and rates as one partner's ledger grows. */
async function measureExtras({ exchanges, entries }: PointsOptions, servers: Addresses): Promise<Extras> {
  const through = await World.with(servers, 1, async (world) => {
    await world.grant(fewEntries);
    return steadyRate(await world.exchange(exchanges, 'license-pool'));
  });
  console.log(`with license-pool: ${through.toFixed(0)} exchanges/s`);
  const small = await World.with(servers, 1, async (world) => {
    await world.grant(fewEntries);
    return steadyRate(await world.exchange(exchanges, 'ready'));
  });
  const large = await World.with(servers, 1, async (world) => {
    const series = await world.grant(entries);
    return { series, exchanges: steadyRate(await world.exchange(exchanges, 'ready')) };
  });
  return {
    throughLicensePool: through,
    grants: {
      few: rateBetween(large.series, fewEntries, fewEntries + stretch),
      many: rateBetween(large.series, entries - stretch, entries),
    },
    exchanges: { few: small, many: large.exchanges },
  };
}
