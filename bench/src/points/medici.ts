/**
 * The ledger of npm `medici`, written to as its README says ("ACID checks of an account balance"), as a process of its
 * own. Postings and durability are those of the points-exchange service: two postings for a grant, two for the hold and two
 * for the capture of an exchange, acknowledged by the majority's journal. Where they differ, it is for medici: no records to
 * read, no duplicates to find, no lots, no chain, nothing to publish; hold and capture of an exchange are in one MongoDB
 * transaction; grants lock no account. No balance snapshots: with one, medici looks through all later postings of the book;
 * without, through those of the account alone.
 * Environment: MONGODB_URI, DATABASE, PARTNERS, SECONDS (of each trial). Prints its trials as JSON.
 */
import { Book, initModels, mongoTransaction } from 'medici';
import mongoose from 'mongoose';
import { exchangedPoints, grantedPoints, partnersOf } from './fill.js';
import { type Kind, type Trial, warmUpMs } from './trial.js';

const { MONGODB_URI = '', DATABASE = '', PARTNERS = '1', SECONDS = '2' } = process.env;
const durable = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;
const concurrencies = [1, 4, 16];
const partners = partnersOf(Number(PARTNERS));
const options = { balanceSnapshotSec: 0, maxAccountPath: 2, precision: 0 };
const granted = new Book('granted', options);
const exchanged = new Book('exchanged', options);

/** One MongoDB transaction; nothing to lock, since a grant asks for no balance. */
async function grant(partner: string, n: number): Promise<void> {
  const meta = { reference: `lot-${n}` };
  await mongoTransaction(
    (session) =>
      granted
        .entry('grant')
        .debit(`issued:${partner}`, grantedPoints, meta)
        .credit(`available:${partner}`, grantedPoints, meta)
        .commit({ session }),
    durable,
  );
}

/** One MongoDB transaction, in the order that the README recommends: entries, balance, lock. Conflicts are retried. */
async function exchange(partner: string, n: number): Promise<void> {
  const meta = { reference: `exchange-${n}` };
  const available = `available:${partner}`;
  const held = `held:${partner}`;
  await mongoTransaction(async (session) => {
    await exchanged
      .entry('hold')
      .debit(available, exchangedPoints, meta)
      .credit(held, exchangedPoints, meta)
      .commit({ session });
    await exchanged
      .entry('capture')
      .debit(held, exchangedPoints, meta)
      .credit(`spent:${partner}`, exchangedPoints, meta)
      .commit({ session });
    const { balance } = await exchanged.balance({ account: available }, { session });
    if (balance < 0) throw new Error(`${partner} is short of points`);
    await exchanged.writelockAccounts([available], { session });
  }, durable);
}

/** Points that last for all trials, in one entry. */
async function fund(): Promise<void> {
  const entry = exchanged.entry('funding').debit('issued', partners.length * 1_000_000_000);
  for (const partner of partners) entry.credit(`available:${partner}`, 1_000_000_000);
  await entry.commit();
}

let number = 0;

/** So many at a time, each after its one before, for the seconds after a warm-up. */
async function trial(kind: Kind, concurrency: number): Promise<Trial> {
  const work = kind === 'grants' ? grant : exchange;
  const from = performance.now() + warmUpMs;
  const until = from + Number(SECONDS) * 1000;
  let counted = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < until) {
      const n = (number += 1);
      await work(partners[n % partners.length] ?? '', n);
      const now = performance.now();
      if (now >= from && now < until) counted += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  const perSecond = counted / Number(SECONDS);
  return { contestant: 'medici', partners: partners.length, kind, concurrency, perSecond };
}

await mongoose.connect(MONGODB_URI, { dbName: DATABASE });
await initModels();
await fund();
const trials: Trial[] = [];
for (const kind of ['grants', 'exchanges'] as const)
  for (const concurrency of concurrencies) trials.push(await trial(kind, concurrency));
process.stdout.write(JSON.stringify(trials));
await mongoose.disconnect();
