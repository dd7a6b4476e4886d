import { Command, InvalidArgumentError } from 'commander';
import { type Part, benchContracts, parts } from './contracts/bench-contracts.js';
import { benchPoints } from './points/bench-points.js';
import { benchPurchases } from './purchases/bench-purchases.js';

const program = new Command('npm run bench --').description(
  'Measures the real service processes on real Kafka and MongoDB. Results are ratios within one run; tables are printed, JSON is written to bench/results/.',
);

program
  .command('purchases')
  .description('purchase → pool, beside the raw floor and what a Nest team writes today')
  .option('--purchases <n>', 'purchases per run of Reservoir and of the floor', '30000')
  .option('--stock-purchases <n>', 'purchases per run of stock Nest', '1500')
  .option('--rounds <n>', 'runs of each; the median counts', '3')
  .option('--lots <n>', 'lots in one pool for the flatness figures', '110000')
  .action(async (flags: Record<'purchases' | 'stockPurchases' | 'rounds' | 'lots', string>) => {
    await benchPurchases({
      purchases: Number(flags.purchases),
      stockPurchases: Number(flags.stockPurchases),
      rounds: Number(flags.rounds),
      lots: Number(flags.lots),
    });
  });

program
  .command('contracts')
  .description(
    'load: POST /v1/contracts through the whole house, the highest load held and p99 at half of it; size: assign, renew and cancel with few and with many existing contracts; due: what time has made due, among few and among many',
  )
  .option('--parts <names>', `which of ${parts.join(', ')} to measure, by commas`, partsOf, [...parts])
  .option(
    '--seconds <n>',
    'load: seconds at half of the highest load held, and at 20 and 100 a second',
    Number,
    30,
  )
  .option('--step-seconds <n>', 'load: seconds of each step of the search', Number, 10)
  .option('--customers <n>', 'load: customers that take turns', Number, 2000)
  .option('--few <n>', 'size: existing contracts, of three each of a customer', Number, 1000)
  .option('--many <n>', 'size, due: existing contracts beside them', Number, 100_000)
  .option('--wave <n>', 'size: operations at a time, each of a customer of its own', Number, 300)
  .option('--due <n>', 'due: contracts that are due', Number, 2000)
  .option('--rounds <n>', 'size, due: runs of each, after one to warm up; the median counts', Number, 5)
  .action(async (flags: ContractsFlags) => {
    await benchContracts({ parts: flags.parts, load: flags, size: flags, due: flags });
  });

program
  .command('points')
  .description('grants and exchanges of points, beside the double-entry ledger medici')
  .option('--grants <n>', 'grants per run of Reservoir', '15000')
  .option('--exchanges <n>', 'exchanges per run of Reservoir', '5000')
  .option('--rounds <n>', 'runs of each; the median counts', '1')
  .option('--seconds <n>', 'seconds of each trial of medici', '2')
  .option('--entries <n>', 'entries of one partner for the flatness figures', '105000')
  .action(async (flags: Record<'grants' | 'exchanges' | 'rounds' | 'seconds' | 'entries', string>) => {
    await benchPoints({
      grants: Number(flags.grants),
      exchanges: Number(flags.exchanges),
      rounds: Number(flags.rounds),
      seconds: Number(flags.seconds),
      entries: Number(flags.entries),
    });
  });

interface ContractsFlags extends Readonly<
  Record<'seconds' | 'stepSeconds' | 'customers' | 'few' | 'many' | 'wave' | 'due' | 'rounds', number>
> {
  readonly parts: readonly Part[];
}

/** @throws InvalidArgumentError for a name that is none of a part. */
function partsOf(names: string): readonly Part[] {
  return names.split(',').map((name) => {
    const part = parts.find((one) => one === name);
    if (!part) throw new InvalidArgumentError(`There is no part ${name}.`);
    return part;
  });
}

await program.parseAsync();
process.exit(0);
