import { Command } from 'commander';
import { benchContracts } from './contracts/bench-contracts.js';
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
  .description('POST /v1/contracts to its answer, at 20 and 100 requests a second')
  .option('--seconds <n>', 'seconds at each rate', '30')
  .option('--customers <n>', 'customers that take turns', '300')
  .action(async (flags: Record<'seconds' | 'customers', string>) => {
    await benchContracts({ seconds: Number(flags.seconds), customers: Number(flags.customers) });
  });

await program.parseAsync();
process.exit(0);
