import type { Addresses } from '@reservoir/testing/servers';
import type { Message } from 'kafkajs';
import { median } from '../machine.js';
import { insertAll, removeAll } from './copies.js';
import { type Cpu, cpuBetween, cpuSoFar } from './meter.js';
import { book, contractsOfEach, customerOf, documentsOf, populate } from './population.js';
import { type Target, assign, cancel, renew } from './records.js';
import { ServiceWorld } from './service-world.js';

export interface SizeOptions {
  /** Existing contracts. */
  readonly few: number;
  readonly many: number;
  /** Operations at a time, each of a customer of its own. */
  readonly wave: number;
  readonly rounds: number;
}

const kinds = ['assign', 'renew', 'cancel'] as const;
type Kind = (typeof kinds)[number];

interface Wave extends Cpu {
  readonly kind: Kind;
  readonly contracts: string;
  readonly perSecond: number;
}

export interface SizeRow {
  readonly what: string;
  readonly perSecond: string;
  /** Rate with many to rate with few. */
  readonly rateRatio: string;
  readonly target: string;
  /** CPU milliseconds per operation of the contracts process, with few and with many. */
  readonly contractsCpuMs: string;
  readonly licensePoolCpuMs: string;
  readonly mongodbCpuMs: string;
  /** CPU of all three with many to that with few. */
  readonly cpuRatio: string;
}

export interface Size {
  readonly options: SizeOptions;
  readonly rows: readonly SizeRow[];
  readonly waves: readonly Wave[];
}

/** What each kind of operation does to a customer's contracts: how many are so afterwards. */
const commandOf: Readonly<Record<Kind, (target: Target, operationId: string) => Message>> = {
  assign: (target, operationId) => assign(target, { quantity: 1 }, operationId),
  renew,
  cancel,
};
const doneWhen: Readonly<Record<Kind, { readonly filter: object; readonly each: number }>> = {
  assign: { filter: { state: 'active' }, each: contractsOfEach + 1 },
  renew: { filter: { next: 'renewal' }, each: contractsOfEach },
  cancel: { filter: { state: 'cancelled' }, each: contractsOfEach },
};

/** Operations on few and on many existing contracts, through the real contracts and license-pool processes, in turns. */
export async function measureSize(
  { few, many, wave, rounds }: SizeOptions,
  servers: Addresses,
): Promise<Size> {
  const names = [String(few), String(many)] as const;
  return ServiceWorld.with(servers, names, async (small, large) => {
    const sides = [
      { world: small, customers: Math.ceil(few / contractsOfEach) },
      { world: large, customers: Math.ceil(many / contractsOfEach) },
    ];
    for (const { world, customers } of sides) await populate(world, customers);
    const waves: Wave[] = [];
    for (let round = 0; round <= rounds; round += 1)
      for (const kind of kinds)
        for (const { world, customers } of round % 2 ? sides : sides.toReversed()) {
          const one = await run(world, kind, chosen(customers, wave, round), round);
          if (round > 0) waves.push(one); // the first round warms the processes up
          console.log(`round ${round}: ${kind} with ${world.what} contracts: ${Math.round(one.perSecond)}/s`);
        }
    const rows = kinds.map((kind) => rowOf(kind, names, waves));
    return { options: { few, many, wave, rounds }, rows, waves };
  });
}

/** Customers of a wave, far apart from each other and others in each round, as far as there are others. */
function chosen(customers: number, wave: number, round: number): readonly number[] {
  const count = Math.min(wave, customers);
  const stride = Math.floor(customers / count);
  return Array.from({ length: count }, (_, n) => n * stride + (round % stride));
}

async function run(
  world: ServiceWorld,
  kind: Kind,
  numbers: readonly number[],
  round: number,
): Promise<Wave> {
  const targets = numbers.map((n) => customerOf(world, n));
  const commands = targets.map((target) => commandOf[kind](target, `${kind}-${round}-${target.customerId}`));
  const before = await cpuSoFar(world.processes, world.database);
  const ms = await world.answered(commands);
  const used = cpuBetween(before, await cpuSoFar(world.processes, world.database));
  await expectDone(world, kind, targets);
  await removeAll(
    world.database,
    targets.map(({ customerId }) => customerId),
  );
  await insertAll(
    world.database,
    numbers.map((n) => documentsOf(world, n)),
  );
  await book(world, numbers.length);
  const each = (cpuMs: number): number => cpuMs / numbers.length;
  return {
    ...{ kind, contracts: world.what, perSecond: (numbers.length / ms) * 1000 },
    contractsMs: each(used.contractsMs),
    licensePoolMs: each(used.licensePoolMs),
    mongodbMs: each(used.mongodbMs),
  };
}

/** @throws Error when one was refused: its figure would mean nothing. */
async function expectDone(world: ServiceWorld, kind: Kind, targets: readonly Target[]): Promise<void> {
  const { filter, each } = doneWhen[kind];
  const customerIds = targets.map(({ customerId }) => customerId);
  const done = await world.database
    .collection('aggregates')
    .countDocuments({ type: 'contract', customerId: { $in: customerIds }, ...filter });
  if (done !== targets.length * each)
    throw new Error(`${kind}: ${done} of ${targets.length * each} contracts are as they should be`);
}

function rowOf(kind: Kind, [few, many]: readonly [string, string], waves: readonly Wave[]): SizeRow {
  const of = (contracts: string, value: (wave: Wave) => number): number =>
    median(waves.filter((wave) => wave.kind === kind && wave.contracts === contracts).map(value));
  const both = (value: (wave: Wave) => number, digits: number): string =>
    `${of(few, value).toFixed(digits)} → ${of(many, value).toFixed(digits)}`;
  const ratio = (value: (wave: Wave) => number): string => (of(many, value) / of(few, value)).toFixed(2);
  return {
    what: `${kind}, ${few} → ${many} contracts`,
    perSecond: both(({ perSecond }) => perSecond, 0),
    rateRatio: ratio(({ perSecond }) => perSecond),
    target: '≥ 0.85',
    contractsCpuMs: both(({ contractsMs }) => contractsMs, 2),
    licensePoolCpuMs: both(({ licensePoolMs }) => licensePoolMs, 2),
    mongodbCpuMs: both(({ mongodbMs }) => mongodbMs, 2),
    cpuRatio: ratio(({ contractsMs, licensePoolMs, mongodbMs }) => contractsMs + licensePoolMs + mongodbMs),
  };
}
