import { mkdir, writeFile } from 'node:fs/promises';
import { type Addresses, startServers } from '@reservoir/testing/servers';
import { buildApps } from '@reservoir/tools/build';
import { machine, median } from '../machine.js';
import { type Contestant, type Outcome, run } from './contestants.js';
import { rateBetween, steadyRate } from './series.js';

export interface PurchasesOptions {
  readonly purchases: number;
  readonly stockPurchases: number;
  readonly rounds: number;
  /** Lots in one pool for the flatness figures. */
  readonly lots: number;
}

interface Row {
  readonly what: string;
  readonly perSecond: number;
  readonly ratio?: string;
  readonly target?: string;
}

const spreadPools = 1000;

/** Purchase → pool through the real service process, beside its floor and stock Nest, in one run. */
export async function benchPurchases(options: PurchasesOptions): Promise<void> {
  const servers = await startServers({
    dataDir: 'ephemeral',
    forbidCollectionScans: false,
    onProgress: console.log,
  });
  process.env['KAFKA_BROKERS'] = servers.kafkaBrokers;
  process.env['MONGODB_URI'] = servers.mongodbUri;
  try {
    await buildApps(['license-pool']);
    const rates = await allRates(options, servers);
    const flat = await flatness(options, servers);
    const rows = table(rates, flat);
    console.table(rows);
    const memoryMb = Math.max(...rates.memoryMb);
    console.log(`memory of the service: ${memoryMb.toFixed(0)} MB (target ≤ 300)`);
    await mkdir('bench/results', { recursive: true });
    const result = { command: 'npm run bench -- purchases', machine: machine(), options, rows, memoryMb };
    await writeFile('bench/results/purchases.json', `${JSON.stringify(result, undefined, 2)}\n`);
  } finally {
    await servers.stop();
  }
}

interface Rates {
  readonly of: Map<string, number[]>;
  readonly memoryMb: number[];
}

/** Contestants take turns, so that a machine that slows down slows all of them. */
async function allRates(options: PurchasesOptions, servers: Addresses): Promise<Rates> {
  const rates: Rates = { of: new Map(), memoryMb: [] };
  for (let round = 1; round <= options.rounds; round += 1)
    for (const pools of [1, spreadPools])
      for (const contestant of ['floor', 'reservoir', 'stock', 'stock-without-transaction'] as const) {
        const purchases = contestant.startsWith('stock') ? options.stockPurchases : options.purchases;
        const outcome = await run({ contestant, purchases, pools }, servers);
        record(rates, contestant, pools, outcome, round);
      }
  return rates;
}

function record(rates: Rates, contestant: Contestant, pools: number, outcome: Outcome, round: number): void {
  const key = keyOf(contestant, pools);
  const rate = steadyRate(outcome.series);
  rates.of.set(key, [...(rates.of.get(key) ?? []), rate]);
  if (outcome.memoryMb !== undefined) rates.memoryMb.push(outcome.memoryMb);
  console.log(`round ${round}: ${key}: ${rate.toFixed(0)}/s`);
}

const keyOf = (contestant: Contestant, pools: number): string =>
  `${contestant}, ${pools === 1 ? 'hot' : 'spread'}`;

/** The rate while a pool grows from 10³ lots, and at its largest, in one run. */
async function flatness(
  options: PurchasesOptions,
  servers: Addresses,
): Promise<{ small: number; large: number }> {
  const { series } = await run({ contestant: 'reservoir', purchases: options.lots, pools: 1 }, servers);
  return {
    small: rateBetween(series, 1000, 11_000),
    large: rateBetween(series, options.lots - 10_000, options.lots),
  };
}

function table(rates: Rates, flat: { small: number; large: number }): Row[] {
  const rate = (contestant: Contestant, pools: number): number =>
    median(rates.of.get(keyOf(contestant, pools)) ?? []);
  const rows = [1, spreadPools].flatMap((pools): Row[] => {
    const hot = pools === 1;
    const ours = rate('reservoir', pools);
    const against = (contestant: Contestant, target: number): Row => ({
      what: keyOf(contestant, pools),
      perSecond: Math.round(rate(contestant, pools)),
      ratio: (ours / rate(contestant, pools)).toFixed(2),
      target: `≥ ${target}`,
    });
    return [
      { what: keyOf('reservoir', pools), perSecond: Math.round(ours) },
      against('floor', 0.8),
      against('stock', hot ? 50 : 30),
      against('stock-without-transaction', hot ? 30 : 15),
    ];
  });
  const ratio = (a: number, b: number): string => (a / b).toFixed(2);
  return [
    ...rows,
    {
      what: 'hot beside spread',
      perSecond: Math.round(rate('reservoir', 1)),
      ratio: ratio(rate('reservoir', 1), rate('reservoir', spreadPools)),
      target: '≥ 0.9',
    },
    {
      what: 'largest pool beside 10³ lots',
      perSecond: Math.round(flat.large),
      ratio: ratio(flat.large, flat.small),
      target: '≥ 0.85',
    },
  ];
}
