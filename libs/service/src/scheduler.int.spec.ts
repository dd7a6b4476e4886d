import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@reservoir/kernel';
import { expireReservation, fromKafkaMessage, isUnreadable } from '@reservoir/messages';
import {
  type Tap,
  type TestMongo,
  connectMongo,
  createTopics,
  deleteTopics,
  eventually,
  tapTopics,
  testKafka,
  uniqueNames,
} from '@reservoir/testing';
import { CommandPublisher } from './command-publisher.js';
import type { DueFinder } from './due.js';
import { Lease } from './lease.js';
import { createLogger } from './logger.js';
import { mongoLeases } from './mongo-leases.js';
import { createMetrics } from './metrics.js';
import { schedulerMetrics } from './scheduler-metrics.js';
import { Scheduler } from './scheduler.js';

const names = uniqueNames(import.meta.url);
const topic = names.topic('license-pool.commands.v1');
const pool = { partnerId: 'partner-gold', sku: 'endpoint-security:core', term: 'Y1' } as const;
let mongo: TestMongo;
let tap: Tap;
let publisher: CommandPublisher;
const running: Scheduler[] = [];

beforeAll(async () => {
  mongo = await connectMongo(names.database());
  await createTopics([{ topic, partitions: 3 }]);
  publisher = new CommandPublisher(testKafka(), {
    source: '/reservoir/license-pool',
    topicPrefix: `${names.prefix}.`,
    clock: systemClock,
    sliceBytes: 2000,
  });
});
beforeEach(async () => {
  tap = await tapTopics(topic);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((scheduler) => scheduler.stop()));
  await tap.close();
});
afterAll(async () => {
  await publisher.disconnect();
  await deleteTopics(names.prefix);
  await mongo.drop();
});

/** Reservations that are due until the test takes them away. */
function dueReservations(count: number) {
  const due = new Set(Array.from({ length: count }, () => randomUUID()));
  let looks = 0;
  const finder: DueFinder = {
    name: 'expire-reservations',
    everyMs: 20,
    async find(now, limit) {
      looks += 1;
      return [...due].slice(0, limit).map((reservationId) => ({
        message: expireReservation,
        data: { pool, reservationId, deadline: now.slice(0, 10) + 'T00:00:00.000Z' },
      }));
    },
  };
  return { due, finder, looks: () => looks };
}

function aScheduler(
  finder: DueFinder,
  options: { leaseMs?: number; resendMs?: number; batch?: number } = {},
) {
  const { leaseMs = 5000, resendMs = 60_000, batch = 10 } = options;
  const metrics = createMetrics('license-pool');
  const scheduler = new Scheduler({
    finders: [finder],
    lease: new Lease(mongoLeases(mongo.connection), 'scheduler', randomUUID(), leaseMs),
    publisher,
    clock: systemClock,
    logger: createLogger('license-pool', 'silent'),
    metrics: schedulerMetrics(metrics),
    batch,
    resendMs,
  });
  running.push(scheduler);
  scheduler.start();
  return { scheduler, metrics };
}

const sentFor = (due: ReadonlySet<string>): string[] =>
  tap.records
    .map(({ value }) => (JSON.parse(String(value)) as { reservationId: string }).reservationId)
    .filter((id) => due.has(id));

describe('the scheduler', () => {
  it('sends each due thing once, in batches, though it stays due', async () => {
    const { due, finder, looks } = dueReservations(35);
    aScheduler(finder);
    await eventually(() => expect(sentFor(due)).toHaveLength(35));
    const looked = looks();
    await eventually(() => expect(looks()).toBeGreaterThan(looked + 10));
    expect(new Set(sentFor(due)).size).toBe(35);
    expect(sentFor(due)).toHaveLength(35);
  });

  it('sends CloudEvents in binary mode, keyed, without a lane', async () => {
    const { due, finder } = dueReservations(1);
    aScheduler(finder);
    await eventually(() => expect(sentFor(due)).toHaveLength(1));
    const record = tap.records.find(({ value }) => String(value).includes([...due][0]!))!;
    const event = fromKafkaMessage(record.value, record.headers);
    if (isUnreadable(event)) throw new Error(event.detail);
    expect(record.key).toBe('partner-gold:endpoint-security:core:Y1');
    expect(event).toMatchObject({
      type: 'reservoir.license-pool.expire-reservation.v1',
      source: '/reservoir/license-pool',
      correlationId: event.id,
      operationId: null,
    });
    expect(expireReservation.schema.safeParse(event.data).success).toBe(true);
    expect(Object.keys(record.headers)).not.toContain('lane');
  });

  it('sends what is still due again after its time, with the same id', async () => {
    const { due, finder } = dueReservations(1);
    aScheduler(finder, { resendMs: 200 });
    await eventually(() => expect(sentFor(due).length).toBeGreaterThanOrEqual(3));
    const ids = tap.records
      .filter(({ value }) => String(value).includes([...due][0]!))
      .map(({ headers }) => headers['ce_id']);
    expect(new Set(ids).size).toBe(1);
  });

  it('runs on one replica of three; another takes over when that one stops', async () => {
    const { due, finder, looks } = dueReservations(5);
    const replicas = [finder, finder, finder].map((one) => aScheduler(one, { leaseMs: 1500 }));
    await eventually(() => expect(sentFor(due)).toHaveLength(5));
    const leading = async () => {
      const texts = await Promise.all(replicas.map(({ metrics }) => metrics.metrics()));
      return texts.flatMap((text, i) => (/^reservoir_scheduler_leader\{.*\} 1$/m.test(text) ? [i] : []));
    };
    const [first] = await leading();
    expect(await leading()).toHaveLength(1);
    await replicas[first!]!.scheduler.stop();
    const looked = looks();
    await eventually(async () => {
      expect(await leading()).toHaveLength(1);
      expect(looks()).toBeGreaterThan(looked);
    });
    expect(await leading()).not.toEqual([first]);
  });

  it('goes on after failures', async () => {
    const { due, finder } = dueReservations(1);
    let attempts = 0;
    const flaky: DueFinder = {
      ...finder,
      name: 'flaky',
      async find(now, limit) {
        attempts += 1;
        if (attempts === 1) throw new Error('MongoDB is away');
        return finder.find(now, limit);
      },
    };
    const { metrics } = aScheduler(flaky);
    await eventually(() => expect(attempts).toBe(1));
    await eventually(() => expect(sentFor(due)).toHaveLength(1), { timeoutMs: 5000 });
    expect(await metrics.metrics()).toMatch(/^reservoir_scheduler_failures_total\{.*"flaky".*\} 1$/m);
  });
});
