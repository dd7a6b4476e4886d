import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, instant } from '@reservoir/kernel';
import type { Addresses } from '@reservoir/testing/servers';
import { insertAll, removeAll } from './copies.js';
import { type DueKind, type DueRun, dueCustomersOf, dueDocumentsOf, dueKinds } from './due-customers.js';
import { type DueRow, type Run, dueRows } from './due-rows.js';
import { type Examined, examinedDuring } from './examined.js';
import { cpuBetween, cpuSoFar } from './meter.js';
import { contractsOfEach, populate } from './population.js';
import { partners, skus } from './records.js';
import { ServiceWorld, licences } from './service-world.js';

export interface DueOptions {
  /** Contracts that are due, each of a customer of its own. */
  readonly due: number;
  /** Contracts among which they are. */
  readonly many: number;
  readonly rounds: number;
}

export interface Due {
  readonly options: DueOptions;
  readonly rows: readonly DueRow[];
  readonly runs: readonly Run[];
}

/** So far ahead that it does not come while the documents are written. */
const notYet = instant('2999-01-01T00:00:00.000Z');
const timeoutMs = 120_000;
/** What makes it plain that a due contract was seen to. */
const doneWhen: Readonly<Record<DueKind, object>> = {
  expiry: { state: 'expired' },
  renewal: { next: 'renewal' },
  notice: { 'noticed.daysBefore': 30 },
};

/** The same due work among nothing else and among many contracts that are not due, in turns. */
export async function measureDue({ due, many, rounds }: DueOptions, servers: Addresses): Promise<Due> {
  const names = [String(due), String(many)] as const;
  return ServiceWorld.with(servers, names, async (few, amongMany) => {
    await populate(amongMany, Math.ceil((many - due) / contractsOfEach));
    const runs: Run[] = [];
    for (let round = 0; round <= rounds; round += 1)
      for (const world of round % 2 ? [few, amongMany] : [amongMany, few]) {
        const run = await measured(world, { run: round, due });
        if (round > 0) runs.push(run); // the first round warms the processes up
        console.log(`round ${round}: ${due} due among ${world.what}: ${run.seconds.toFixed(1)} s`);
      }
    const last = { run: rounds + 1, due };
    const examined = [await examinedIn(few, last), await examinedIn(amongMany, last)] as const;
    return { options: { due, many, rounds }, rows: dueRows(names, due, runs, examined), runs };
  });
}

async function measured(world: ServiceWorld, run: DueRun): Promise<Run> {
  await prepare(world, run);
  const before = await cpuSoFar(world.processes, world.database);
  const started = performance.now();
  await comeDue(world, run);
  const seconds = (performance.now() - started) / 1000;
  const used = cpuBetween(before, await cpuSoFar(world.processes, world.database));
  await expectDone(world, run);
  await removeAll(world.database, dueCustomersOf(run));
  return { contracts: world.what, seconds, ...used };
}

/** What the service's look-ups of due work read, in a run of its own: to be watched costs time. */
async function examinedIn(world: ServiceWorld, run: DueRun): Promise<Examined> {
  await prepare(world, run);
  return examinedDuring(world.database, async () => comeDue(world, run));
}

async function prepare(world: ServiceWorld, run: DueRun): Promise<void> {
  const customers = Array.from({ length: run.due }, (_, n) => dueDocumentsOf(world, run, n, notYet));
  await insertAll(world.database, customers);
  const each = Math.ceil(run.due / partners.length) * licences;
  for (const partnerId of partners) await world.bookAssigned(skus[0], partnerId, each);
}

/** From now on the schedulers find it; ends when all is done. */
async function comeDue(world: ServiceWorld, run: DueRun): Promise<void> {
  const { database } = world;
  const now: Instant = instant(Date.now());
  const recoveries = (await world.recoveries()) + dueCustomersOf(run, 'expiry').length;
  const aggregates = database.collection('aggregates');
  for (const type of ['contract', 'renewal-look'])
    await aggregates.updateMany({ type, dueAt: notYet }, { $set: { dueAt: now }, $inc: { version: 1 } });
  const deadline = performance.now() + timeoutMs;
  while (!(await isDone(world, now, recoveries))) {
    if (performance.now() > deadline) throw new Error(`not all is done after ${timeoutMs / 1000} s`);
    await sleep(50);
  }
}

/** Nothing is due, no renewal waits for its licences, and the pools have retired what expired. */
async function isDone(world: ServiceWorld, now: Instant, recoveries: number): Promise<boolean> {
  const aggregates = world.database.collection('aggregates');
  const open = await Promise.all([
    aggregates.findOne({ type: 'contract', dueAt: { $lte: now } }),
    aggregates.findOne({ type: 'renewal-look', dueAt: { $lte: now } }),
    aggregates.findOne({ type: 'assignment', state: 'open', deadline: { $gt: '' } }),
  ]);
  return open.every((one) => one === null) && (await world.recoveries()) >= recoveries;
}

/** @throws Error when it was not done: its figure would mean nothing. */
async function expectDone({ database }: ServiceWorld, run: DueRun): Promise<void> {
  for (const kind of dueKinds) {
    const customers = dueCustomersOf(run, kind);
    const filter = { type: 'contract', customerId: { $in: [...customers] }, ...doneWhen[kind] };
    const done = await database.collection('aggregates').countDocuments(filter);
    if (done !== customers.length) throw new Error(`${kind}: ${done} of ${customers.length} are done`);
  }
}
