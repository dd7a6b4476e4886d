import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { licensePurchased, toKafkaMessage } from '@reservoir/messages';
import {
  type TestMongo,
  connectMongo,
  consumeAll,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  testKafka,
  uniqueNames,
} from '@reservoir/testing';
import { type Interference, type RunningCounter, startOrderCounter } from '../testing/order-counter.js';
import { messagingCollections } from './collections.js';
import type { ChunkServerOptions } from './options.js';

const names = uniqueNames(import.meta.url);
let mongo: TestMongo;
let run = 0;
let prefix = '';
let running: RunningCounter[] = [];

const topic = (name: string): string => prefix + name;

const purchase = (orderId: string, partnerId: string, quantity = 1) =>
  toKafkaMessage(
    licensePurchased,
    {
      orderId,
      line: '1',
      distributorId: 'd',
      partnerId,
      sku: 'edr-standalone',
      term: 'Y1',
      quantity,
      purchasedAt: instant('2026-11-21T10:00:00Z'),
    },
    { id: orderId, source: '/shop', time: instant('2026-11-21T10:00:00Z'), correlationId: orderId },
  );

async function world(partitions = 1): Promise<void> {
  run += 1;
  prefix = `${names.prefix}.${run}.`;
  await createTopics(
    ['orders.v1', 'orders.v1.dlq', 'orders.receipts.v1'].map((name) => ({ topic: topic(name), partitions })),
  );
}

async function start(
  options: Partial<ChunkServerOptions> = {},
  interfere?: Interference,
): Promise<RunningCounter> {
  const settings = { topicPrefix: prefix, groupId: `${prefix}counter`, parkRetryMs: 50, ...options };
  const counter = await startOrderCounter(testKafka(), mongo.connection, settings, interfere);
  running.push(counter);
  return counter;
}

const tallyOf = async (partnerId: string) =>
  mongo.connection
    .collection<{ _id: string; orders: number; licences: number }>('tallies')
    .findOne({ _id: partnerId });

const expectOrders = async (partnerId: string, orders: number): Promise<void> =>
  eventually(async () => {
    expect((await tallyOf(partnerId))?.orders ?? 0).toBe(orders);
  });

const partnerOf = (name: string): string => `${name}-${run}`;

beforeAll(async () => {
  mongo = await connectMongo(names.database());
});

afterEach(async () => {
  await Promise.all(running.map(async (counter) => counter.stop()));
  running = [];
});

afterAll(async () => {
  await deleteTopics(names.prefix);
  await mongo.drop();
});

describe('a chunk', () => {
  it('counts every record once and publishes once for each', async () => {
    await world();
    await start();
    const partner = partnerOf('plain');
    await produce(
      topic('orders.v1'),
      Array.from({ length: 250 }, (_, n) => purchase(`o-${n}`, partner, 2)),
    );
    await expectOrders(partner, 250);
    expect((await tallyOf(partner))?.licences).toBe(500);
    await eventually(async () => {
      const receipts = await consumeAll(topic('orders.receipts.v1'));
      expect(receipts.map(({ headers }) => headers['lanesequence'])).toEqual(
        Array.from({ length: 250 }, (_, n) => String(n + 1)),
      );
    });
  });

  it('starts again where the position says, whatever Kafka’s offset says', async () => {
    await world();
    const partner = partnerOf('again');
    await produce(topic('orders.v1'), [purchase('o-1', partner), purchase('o-2', partner)]);
    const first = await start();
    await expectOrders(partner, 2);
    await first.stop();
    running = [];
    await produce(topic('orders.v1'), [purchase('o-3', partner)]);
    await start({ groupId: `${prefix}another-group` });
    await expectOrders(partner, 3);
  });

  it('skips what a lane sends again', async () => {
    await world();
    await start();
    const partner = partnerOf('lane');
    const sent = (sequence: number) => {
      const record = purchase(`o-${sequence}`, partner);
      return { ...record, headers: { ...record.headers, lane: 'x:y/0', lanesequence: String(sequence) } };
    };
    await produce(topic('orders.v1'), [1, 2, 1, 2, 3].map(sent));
    await produce(topic('orders.v1'), [2, 3, 4].map(sent));
    await expectOrders(partner, 4);
  });
});

describe('a record that fails', () => {
  it('is found by halving, tried three times and set aside, and its neighbours are counted', async () => {
    await world();
    const partner = partnerOf('halving');
    let tries = 0;
    await start({}, ({ orderId }) => {
      if (orderId !== 'bad') return 'handle';
      tries += 1;
      throw new Error('planted bug');
    });
    const orders = Array.from({ length: 20 }, (_, n) => purchase(n === 13 ? 'bad' : `o-${n}`, partner));
    await produce(topic('orders.v1'), orders);
    await expectOrders(partner, 19);
    await eventually(async () => {
      const [letter, ...others] = await consumeAll(topic('orders.v1.dlq'));
      expect(others).toEqual([]);
      expect(letter?.value?.toString()).toBe(orders[13]?.value);
      expect(letter?.headers).toMatchObject({
        ce_id: 'bad',
        'dlq-code': 'handler-failed',
        'dlq-attempts': '3',
        'dlq-service': 'order-counter',
        'dlq-topic': topic('orders.v1'),
        'dlq-offset': '13',
      });
      expect(letter?.headers['dlq-reason']).toContain('planted bug');
    });
    expect(tries).toBeGreaterThanOrEqual(3);
  });

  it('is set aside at once when it cannot be read', async () => {
    await world();
    await start();
    const partner = partnerOf('poison');
    const good = purchase('o-1', partner);
    await produce(topic('orders.v1'), [
      {
        key: partner,
        value: '{',
        headers: { ce_specversion: '1.0', ce_id: 'x', ce_type: 'y', ce_source: 'z' },
      },
      { key: partner, value: '{}' },
      { ...good, value: JSON.stringify({ ...JSON.parse(good.value), quantity: 1.5 }) },
      { ...good, headers: { ...good.headers, ce_type: 'orders.something-new.v1' } },
      good,
    ]);
    await expectOrders(partner, 1);
    await eventually(async () => {
      const letters = await consumeAll(topic('orders.v1.dlq'));
      expect(letters.map(({ headers }) => headers['dlq-code'])).toEqual([
        'not-json',
        'not-a-cloudevent',
        'schema-violation',
      ]);
    });
  });
});

describe('a record that is parked', () => {
  it('holds up its key and no other, and is decided in order when it can be', async () => {
    await world();
    const [slow, quick] = [partnerOf('slow'), partnerOf('quick')];
    const order: string[] = [];
    let ready = false;
    await start({}, ({ partnerId, orderId }) => {
      if (partnerId === slow && !ready) return 'park';
      order.push(orderId);
      return 'handle';
    });
    await produce(topic('orders.v1'), [purchase('s-1', slow), purchase('q-1', quick), purchase('s-2', slow)]);
    await produce(topic('orders.v1'), [purchase('s-3', slow), purchase('q-2', quick)]);
    await expectOrders(quick, 2);
    expect(await tallyOf(slow)).toBeNull();
    ready = true;
    await expectOrders(slow, 3);
    expect(order.filter((id) => id.startsWith('s'))).toEqual(['s-1', 's-2', 's-3']);
  });

  it('survives its process, and is given up after its time', async () => {
    await world();
    const partner = partnerOf('given-up');
    const first = await start({}, () => 'park');
    await produce(topic('orders.v1'), [purchase('o-1', partner), purchase('o-2', partner)]);
    const { parked } = messagingCollections(mongo.connection);
    await eventually(async () => {
      expect(await parked.countDocuments({ lane: `${topic('orders.v1')}/0` })).toBe(2);
    });
    await first.stop();
    running = [];
    await start({ parkForMs: 200 }, () => 'park');
    await eventually(async () => {
      expect(await consumeAll(topic('orders.v1.dlq'))).toHaveLength(2);
      expect(await parked.countDocuments({ lane: `${topic('orders.v1')}/0` })).toBe(0);
    });
  });
});

describe('refuses to run silently wrong', () => {
  it('halts a lane whose position is above the partition’s end', async () => {
    await world();
    const { positions } = messagingCollections(mongo.connection);
    await positions.insertOne({
      _id: `${topic('orders.v1')}/0`,
      epoch: 1,
      session: null,
      next: 1000,
      sequence: 0,
      seen: [],
      pending: [],
    });
    const counter = await start();
    await eventually(() => {
      expect(counter.server.health().detail['halted']).toEqual([
        expect.stringContaining('the topic was recreated'),
      ]);
    });
    await produce(topic('orders.v1'), [purchase('o-1', partnerOf('halted'))]);
    expect(await tallyOf(partnerOf('halted'))).toBeNull();
  });
});
