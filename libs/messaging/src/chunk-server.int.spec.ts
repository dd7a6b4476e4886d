import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consumeAll, eventually, testKafka } from '@reservoir/testing';
import { OrderWorld, purchase } from '../testing/order-world.js';
import { messagingCollections } from './collections.js';

let world: OrderWorld;

beforeAll(async () => {
  world = await OrderWorld.open(import.meta.url);
});
beforeEach(async () => world.renew());
afterEach(async () => world.stop());
afterAll(async () => world.close());

describe('a chunk', () => {
  it('counts every record once and publishes once for each', async () => {
    await world.start();
    const partner = world.partner('plain');
    await world.order(...Array.from({ length: 250 }, (_, n) => purchase(`o-${n}`, partner, 2)));
    await world.expectOrders(partner, 250);
    expect((await world.tallyOf(partner))?.licences).toBe(500);
    await eventually(async () => {
      const receipts = await consumeAll(world.topic('orders.receipts.v1'));
      expect(receipts.map(({ headers }) => headers['lanesequence'])).toEqual(
        Array.from({ length: 250 }, (_, n) => String(n + 1)),
      );
    });
  });

  it('starts again where the position says, whatever Kafka’s offset says', async () => {
    const partner = world.partner('again');
    await world.order(purchase('o-1', partner), purchase('o-2', partner));
    await world.start();
    await world.expectOrders(partner, 2);
    await world.stop();
    await world.order(purchase('o-3', partner));
    await world.start({ groupId: `${world.prefix}another-group` });
    await world.expectOrders(partner, 3);
  });

  it('skips what a lane sends again', async () => {
    await world.start();
    const partner = world.partner('lane');
    const sent = (sequence: number) => {
      const record = purchase(`o-${sequence}`, partner);
      return { ...record, headers: { ...record.headers, lane: 'x:y/0', lanesequence: String(sequence) } };
    };
    await world.order(...[1, 2, 1, 2, 3].map(sent));
    await world.order(...[2, 3, 4].map(sent));
    await world.expectOrders(partner, 4);
  });
});

describe('refuses to run silently wrong', () => {
  const standAt = async (next: number) => {
    const { positions } = messagingCollections(world.mongo.connection);
    const fresh = { epoch: 1, session: null, sequence: 0, seen: [], pending: [] };
    await positions.insertOne({ _id: world.lane, next, ...fresh });
  };
  const expectHalted = async (counter: Awaited<ReturnType<OrderWorld['start']>>, why: string) =>
    eventually(() => {
      expect(counter.server.health().detail['halted']).toEqual([expect.stringContaining(why)]);
    });
  /** As retention does. */
  const forgetBefore = async (offset: number) => {
    const admin = testKafka().admin();
    await admin.connect();
    await admin.fetchTopicMetadata({ topics: [world.topic('orders.v1')] });
    const partitions = [{ partition: 0, offset: String(offset) }];
    await admin.deleteTopicRecords({ topic: world.topic('orders.v1'), partitions });
    await admin.disconnect();
  };

  it('halts a lane whose position is above the partition’s end', async () => {
    await standAt(1000);
    await expectHalted(await world.start(), 'the topic was recreated');
    const partner = world.partner('halted');
    await world.order(purchase('o-1', partner));
    expect(await world.tallyOf(partner)).toBeNull();
  });

  it('halts a lane whose position is below the partition’s start', async () => {
    const partner = world.partner('overrun');
    await world.order(...['o-1', 'o-2', 'o-3'].map((id) => purchase(id, partner)));
    await forgetBefore(2);
    await standAt(1);
    await expectHalted(await world.start(), 'retention ran over records that were never processed');
    expect(await world.tallyOf(partner)).toBeNull();
  });

  it('but a lane that never ran begins at the partition’s start', async () => {
    const partner = world.partner('late');
    await world.order(...['o-1', 'o-2', 'o-3'].map((id) => purchase(id, partner)));
    await forgetBefore(2);
    await world.start();
    await world.expectOrders(partner, 1);
  });
});
