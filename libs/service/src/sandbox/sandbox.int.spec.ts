import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Instant, instant, newId, plusMs, systemClock } from '@reservoir/kernel';
import { clockSet, expireReservation, serviceReported } from '@reservoir/messages';
import { createTopics, deleteTopics, eventually, testKafka, uniqueNames } from '@reservoir/testing';
import { CommandPublisher } from '../command-publisher.js';
import type { DueFinder } from '../due.js';
import { Lease } from '../lease.js';
import { createLogger } from '../logger.js';
import { createMetrics } from '../metrics.js';
import { Scheduler } from '../scheduler.js';
import { schedulerMetrics } from '../scheduler-metrics.js';
import type { Advance } from './advance.js';
import { ClockFollower } from './clock-follower.js';
import { Conductor } from './conductor.js';
import { Reporter } from './reporter.js';
import { ReportsFollower } from './reports-follower.js';

const names = uniqueNames(import.meta.url);
const topicPrefix = `${names.prefix}.`;
const logger = createLogger('sandbox', 'silent');
const publisher = new CommandPublisher(testKafka(), {
  ...{ source: '/reservoir/test', topicPrefix, clock: systemClock, sliceBytes: 100_000 },
});
const freely = { take: async () => Promise.resolve(true), release: async () => Promise.resolve() };
const lease = () => new Lease(freely, 'scheduler', 'somebody', 60_000);
const dayMs = 86_400_000;
const stops: (() => Promise<unknown>)[] = [];
let start: Instant;
/** What was done, with the day that the clock of who did it showed. */
let done: string[];
/** The advance that is under way, as the service keeps it that was asked for it. */
let open: Advance | undefined;

const day = (n: number): Instant => plusMs(start, n * dayMs);
const dayOn = (at: Instant): number => Math.floor((Date.parse(at) - Date.parse(start)) / dayMs);

/** A service with something to come on some days: whatever is due is done as soon as it is sent. */
async function aService(name: string, days: readonly number[], withNext = true) {
  const follower = new ClockFollower();
  stops.push(await follower.start(testKafka(), topicPrefix, name));
  let due = days.map(day);
  const finder: DueFinder = {
    name: 'things',
    everyMs: 3_600_000,
    find: async (now) =>
      Promise.resolve(
        due
          .filter((at) => at <= now)
          .map((at) => ({ message: expireReservation, data: { reservationId: at } })),
      ),
    ...(withNext && {
      next: async (after) => Promise.resolve(due.filter((at) => at > after).sort()[0] ?? null),
    }),
  };
  const send = async (commands: readonly { readonly data: unknown }[]): Promise<void> => {
    for (const { data } of commands) {
      const { reservationId: at } = data as { readonly reservationId: Instant };
      due = due.filter((one) => one !== at);
      done.push(`${name} ${dayOn(at)} on ${dayOn(follower.clock.now())}`);
    }
    return Promise.resolve();
  };
  const scheduler = new Scheduler({
    ...{ finders: [finder], lease: lease(), publisher: { send }, clock: follower.clock, logger },
    ...{ metrics: schedulerMetrics(createMetrics(name)), batch: 10, resendMs: 60_000 },
  });
  const workLeft = async () => Promise.resolve({ positions: [], unsent: 0, parked: false });
  const reporter = new Reporter({
    service: name,
    scheduler,
    workLeft,
    publisher,
    clock: follower.clock,
    logger,
  });
  await reporter.hello();
  follower.follow((set) => reporter.answer(set));
  stops.push(async () => reporter.stop());
  return follower;
}

/** What advances the clock; it has an end in `done` as well. */
async function aConductor(): Promise<Conductor> {
  const follower = new ClockFollower();
  stops.push(await follower.start(testKafka(), topicPrefix, 'conductor'));
  const reports = new ReportsFollower();
  stops.push(await reports.start(testKafka(), topicPrefix, 'conductor'));
  const conductor = new Conductor({
    advances: { open: async () => Promise.resolve(open) },
    clock: follower.clock,
    lease: lease(),
    send: async ([command]) => {
      const { stuckOn } = command!.data as { readonly stuckOn: string | null };
      done.push(stuckOn ?? 'there');
      open = undefined;
      return Promise.resolve();
    },
    logger,
    base: systemClock,
    publish: async (set) => publisher.send([{ message: clockSet, data: set, id: set.ask }]),
    services: () => reports.services(),
    reports: async (ask) => reports.to(ask, 1500),
    ends: async () => Promise.resolve(new Map()),
    newId,
    patienceMs: 20_000,
    monotonic: () => performance.now(),
  });
  conductor.start();
  stops.push(async () => conductor.stop());
  return conductor;
}

const advanceTo = (to: Instant): void => {
  open = { operationId: newId(), from: start, to };
};
const isOver = () => eventually(() => expect(open).toBeUndefined(), { timeoutMs: 20_000 });

beforeAll(async () => {
  await createTopics(
    [clockSet.topic, serviceReported.topic].map((topic) => ({ topic: topicPrefix + topic, partitions: 2 })),
  );
});
beforeEach(async () => {
  const follower = new ClockFollower();
  await (
    await follower.start(testKafka(), topicPrefix, 'reader')
  )();
  start = instant(follower.clock.now());
  [done, open] = [[], undefined];
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
afterAll(async () => {
  await publisher.disconnect();
  await deleteTopics(names.prefix);
});

describe('the clock of a sandbox, on Kafka', () => {
  it('CT-8 goes from one due instant to the next, whichever service it is of', async () => {
    const pool = await aService('pool', [9, 2]);
    const contracts = await aService('contracts', [4, 2, 40]);
    await aConductor();
    advanceTo(day(30));
    await isOver();
    expect([...done.slice(0, 2)].sort()).toEqual(['contracts 2 on 2', 'pool 2 on 2']);
    expect(done.slice(2)).toEqual(['contracts 4 on 4', 'pool 9 on 9', 'there']);
    for (const { clock } of [pool, contracts]) expect(dayOn(clock.now())).toBe(30);
    const late = await aService('pool', []);
    expect(dayOn(late.clock.now())).toBe(30);
  }, 60_000);

  it('looks every midnight for who does not say when', async () => {
    await aService('pool', [3], false);
    await aService('contracts', []);
    await aConductor();
    advanceTo(day(5));
    await isOver();
    expect(done).toHaveLength(2);
    expect(done[0]).toMatch(/^pool 3 on [34]$/);
  }, 60_000);

  it('another conductor goes on when one is gone', async () => {
    await aService('pool', [1, 3]);
    await aService('contracts', []);
    const first = await aConductor();
    advanceTo(day(20));
    await eventually(() => expect(done.length).toBeGreaterThan(0), { timeoutMs: 20_000 });
    await first.stop();
    await aConductor();
    await isOver();
    expect(done).toEqual(['pool 1 on 1', 'pool 3 on 3', 'there']);
  }, 60_000);
});
