import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoCatalog } from '@reservoir/testing/demo';
import { Command, InvalidArgumentError } from 'commander';
import kafkajs, { type Producer } from 'kafkajs';
import { demoCompanies } from '../platform/demo-companies.js';
import { type OrderMix, type OrderRecord, generateOrders } from './generate.js';
import { summaryOf } from './summary.js';

const { Kafka, Partitioners, logLevel } = kafkajs;

interface Flags {
  readonly count: number;
  readonly rate: number;
  readonly partners: number;
  readonly skew: number;
  readonly duplicates: number;
  readonly refunds: number;
  readonly malformed: number;
  readonly unknownPartners: number;
  readonly seed: number;
  readonly brokers?: string;
}

const program = new Command('npm run orders --')
  .description('Plays an upstream order system: publishes purchases, refunds and mistakes on orders.v1.')
  .option('--count <n>', 'records to publish', whole(1, 10_000_000), 1000)
  .option('--rate <n>', 'records per second at most; 0 is as fast as it goes', whole(0, 1_000_000), 100)
  .option('--partners <n>', 'how many of the demonstration partners of distributor-one buy', whole(1, 3), 3)
  .option('--skew <x>', '0: all partners and SKUs alike; 1: a few get most', share, 0)
  .option('--duplicates <share>', 'share of records that were sent before', share, 0.05)
  .option('--refunds <share>', 'share of refunds of one licence', share, 0.02)
  .option('--malformed <share>', 'share of records that nobody can read', share, 0.01)
  .option('--unknown-partners <share>', 'share of purchases by partners that do not exist', share, 0)
  .option('--seed <n>', 'the same seed plays the same records', whole(0, 2 ** 31), 1)
  .option('--brokers <list>', 'Kafka; else KAFKA_BROKERS, else the local start', process.env['KAFKA_BROKERS'])
  .showHelpAfterError();

const flags = program.parse().opts<Flags>();
await play(flags).catch((error: unknown) => {
  program.error(
    `${error instanceof Error ? error.message : String(error)}\nIs the local start up (npm start)? Else name Kafka with --brokers.`,
  );
});

async function play(options: Flags): Promise<void> {
  const brokers = (options.brokers ?? '127.0.0.1:9092').split(',');
  const kafka = new Kafka({
    clientId: 'order-generator',
    brokers,
    logLevel: logLevel.NOTHING,
    retry: { retries: 3 },
  });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const mix = mixOf(options);
  console.log(`publishing ${mix.count} records on orders.v1 at ${brokers.join(',')}, order ids ${mix.run}-…`);
  const sent: OrderRecord[] = [];
  const started = performance.now();
  for (const records of batches(generateOrders(mix), options.rate)) {
    await send(producer, records);
    sent.push(...records);
    showProgress(sent.length, mix.count, started);
    await pace(sent.length, options.rate, started);
  }
  await producer.disconnect();
  console.log(`\n${summaryOf(sent, (performance.now() - started) / 1000)}`);
}

function mixOf(options: Flags): OrderMix {
  const partners = demoCompanies
    .filter(({ id }) => ['partner-gold', 'partner-silver', 'partner-chain'].includes(id))
    .slice(0, options.partners)
    .map(({ id }) => ({ partnerId: id, distributorId: 'distributor-one' }));
  const [assortment] = demoCatalog.assortments;
  const run = `gen-${options.seed}-${randomBytes(3).toString('hex')}`;
  const skus = (assortment?.offers ?? []).map(({ sku }) => sku);
  return {
    ...options,
    run,
    partners,
    skus,
    terms: ['Y1', 'Y2', 'Y3', 'M1'],
    purchasedAt: new Date().toISOString(),
  };
}

/** A tenth of a second's records at a time. */
function* batches(records: Iterable<OrderRecord>, rate: number): Generator<OrderRecord[]> {
  const size = rate === 0 ? 500 : Math.min(500, Math.max(1, Math.round(rate / 10)));
  let batch: OrderRecord[] = [];
  for (const record of records) {
    batch.push(record);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function send(producer: Producer, records: readonly OrderRecord[]): Promise<void> {
  const messages = records.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } }));
  await producer.send({ topic: 'orders.v1', acks: -1, messages });
}

async function pace(sent: number, rate: number, started: number): Promise<void> {
  if (rate === 0) return;
  const aheadMs = (sent / rate) * 1000 - (performance.now() - started);
  if (aheadMs > 0) await sleep(aheadMs);
}

function showProgress(sent: number, count: number, started: number): void {
  const perSecond = sent / ((performance.now() - started) / 1000);
  const line = `${sent} of ${count} (${Math.round((100 * sent) / count)} %), ${perSecond.toFixed(0)}/s`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}   `);
  else if (sent % 1000 === 0 || sent === count) console.log(line);
}

function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < min || number > max)
      throw new InvalidArgumentError(`a whole number from ${min} to ${max}`);
    return number;
  };
}

function share(text: string): number {
  const number = Number(text);
  if (text === '' || Number.isNaN(number) || number < 0 || number > 1)
    throw new InvalidArgumentError('a number from 0 to 1');
  return number;
}
