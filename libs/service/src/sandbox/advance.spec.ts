import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Instant, epochMs, fixedClock, instant, plusMs } from '@reservoir/kernel';
import { type AdvanceEnd, type Advancing, advanceClock } from './advance.js';
import type { ClockSet } from './clock-follower.js';
import type { Report } from './quiet.js';

const start = instant('2026-11-21T12:00:00Z');
const dayMs = 86_400_000;
const day = (n: number): Instant => plusMs(start, n * dayMs);

/** Two services with things to come; handling one takes a round, in which it publishes a record. */
class World {
  readonly due = { pool: [] as Instant[], contracts: [] as Instant[] };
  /** What happened: `3 pool`. */
  readonly done: string[] = [];
  readonly sets: ClockSet[] = [];
  /** Makes contracts wait for something that never comes. */
  stuck = false;
  /** What one thing leads to. */
  then: (service: string, at: Instant) => void = () => undefined;
  #records = 0;
  #time = 0;
  #stopAfter = Infinity;

  get now(): Instant {
    return plusMs(start, this.sets.at(-1)?.aheadMs ?? 0);
  }

  diesAfter(asks: number): void {
    this.#stopAfter = this.sets.length + asks;
  }

  async advance(to: Instant): Promise<AdvanceEnd> {
    const aheadMs = this.sets.at(-1)?.aheadMs ?? 0;
    return advanceClock({ operationId: 'operation', from: start, to }, aheadMs, this.#using);
  }

  readonly #using: Advancing = {
    base: fixedClock(start),
    publish: async (set) => {
      this.sets.push(set);
      return Promise.resolve();
    },
    services: () => Object.keys(this.due),
    reports: async (ask) => Promise.resolve(new Map(this.#reports(ask))),
    ends: async () => Promise.resolve(new Map([['commands/0', this.#records]])),
    mayGoOn: async () => Promise.resolve(this.sets.length < this.#stopAfter),
    newId: () => `ask-${this.sets.length}`,
    patienceMs: 1000,
    monotonic: () => (this.#time += 100),
  };

  #reports(ask: string): [string, Report][] {
    const positions = [{ topic: 'commands', partition: 0, next: this.#records }];
    return (['pool', 'contracts'] as const).map((service) => {
      const all = this.due[service];
      const now = all.filter((at) => at <= this.now);
      for (const at of now) this.#do(service, at);
      const found = this.stuck && service === 'contracts' ? 1 : now.length;
      const nextDue = all.filter((at) => at > this.now).sort()[0] ?? null;
      const waitingFor = found > 0 ? [`jobs ${found}`] : [];
      return [service, { service, ask, positions, waitingFor, nextDue }];
    });
  }

  #do(service: 'pool' | 'contracts', at: Instant): void {
    this.#records += 1;
    this.due[service] = this.due[service].filter((one) => one !== at);
    this.done.push(
      `${(epochMs(at) - epochMs(start)) / dayMs} ${service} at ${(epochMs(this.now) - epochMs(start)) / dayMs}`,
    );
    this.then(service, at);
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});

describe('an advance of the clock', () => {
  it('goes straight to its target when nothing is due', async () => {
    expect(await world.advance(day(30))).toEqual({ kind: 'reached', aheadMs: 30 * dayMs });
    expect(new Set(world.sets.map(({ aheadMs }) => aheadMs / dayMs))).toEqual(new Set([0, 30]));
  });

  it('CT-8 stops wherever something is due, in the order of time, whichever service it is of', async () => {
    world.due.pool = [day(9), day(2)];
    world.due.contracts = [day(4), day(2), day(40)];
    await world.advance(day(30));
    expect(world.done).toEqual(['2 pool at 2', '2 contracts at 2', '4 contracts at 4', '9 pool at 9']);
    expect(world.sets.at(-1)?.advance).toMatchObject({ stops: 4 });
  });

  it('stops for what comes of what it did: a renewal that is tried again', async () => {
    world.due.contracts = [day(3)];
    world.then = (service, at) => {
      if (service !== 'contracts') return;
      if (at < day(6)) world.due.contracts.push(plusMs(at, dayMs));
      if (at === day(4)) world.due.pool.push(day(4));
    };
    await world.advance(day(30));
    expect(world.done).toEqual([
      '3 contracts at 3',
      '4 contracts at 4',
      '4 pool at 4',
      '5 contracts at 5',
      '6 contracts at 6',
    ]);
  });

  it('does what is due at the target, and nothing after it', async () => {
    world.due.pool = [day(30), plusMs(day(30), 1)];
    await world.advance(day(30));
    expect(world.done).toEqual(['30 pool at 30']);
  });

  it('survives its conductor: another one goes on from where the clock stands, and does nothing twice', async () => {
    world.due.pool = [day(1), day(2), day(3), day(20)];
    for (const asks of [1, 2, 3, 4]) {
      world.diesAfter(asks);
      expect(await world.advance(day(10))).toEqual({ kind: 'lost' });
    }
    world.diesAfter(Infinity);
    expect(await world.advance(day(10))).toEqual({ kind: 'reached', aheadMs: 10 * dayMs });
    expect(world.done).toEqual(['1 pool at 1', '2 pool at 2', '3 pool at 3']);
    const ahead = world.sets.map(({ aheadMs }) => aheadMs);
    expect(ahead).toEqual([...ahead].sort((a, b) => a - b));
  });

  it('gives up where something does not come to its end, and says what', async () => {
    world.due.contracts = [day(2)];
    world.then = () => (world.stuck = true);
    const end = await world.advance(day(10));
    expect(end).toEqual({ kind: 'stuck', aheadMs: 2 * dayMs, on: 'contracts: jobs 1' });
    expect(world.now).toBe(day(2));
  });
});
