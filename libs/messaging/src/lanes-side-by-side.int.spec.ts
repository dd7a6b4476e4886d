import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consumeAll, eventually } from '@reservoir/testing';
import { OrderWorld, purchase } from '../testing/order-world.js';
import { noMetrics } from '../testing/small-service.js';
import type { MessagingMetrics } from './metrics.js';

let world: OrderWorld;

beforeAll(async () => {
  world = await OrderWorld.open(import.meta.url);
});
beforeEach(async () => world.renew(2));
afterEach(async () => world.stop());
afterAll(async () => world.close());

const inPartition = (partition: number, orderId: string, partner: string) => ({
  ...purchase(orderId, partner),
  partition,
});
/** Somebody else writes the tally of a partner, and takes until the end of the work: no chunk can write it meanwhile. */
async function whileLocked(partner: string, work: () => Promise<void>): Promise<void> {
  const { connection } = world.mongo;
  const session = await connection.startSession();
  session.startTransaction();
  try {
    const tallies = connection.collection<{ _id: string }>('tallies');
    await tallies.updateOne({ _id: partner }, { $set: { locked: true } }, { session });
    await work();
  } finally {
    await session.abortTransaction();
    await session.endSession();
  }
}

/** What a counter tells of its chunks. */
function counted() {
  const chunks: number[] = [];
  const lags = new Map<number, number>();
  let retries = 0;
  const metrics: MessagingMetrics = {
    ...noMetrics,
    chunk: (_topic, records) => chunks.push(records),
    retry: () => (retries += 1),
    lag: (_topic, partition, records) => lags.set(partition, records),
  };
  return { chunks, lags, retries: () => retries, metrics };
}

describe('a lane that takes long', () => {
  it('holds no other lane up, and takes what came meanwhile as one chunk', async () => {
    const [slow, quick] = [world.partner('slow'), world.partner('quick')];
    const { chunks, retries, metrics } = counted();
    await world.start({ metrics });
    await world.order(inPartition(0, 'first', slow), inPartition(1, 'other', quick));
    await world.expectOrders(slow, 1);
    await world.expectOrders(quick, 1);
    await whileLocked(slow, async () => {
      await world.order(inPartition(0, 'waits', slow));
      await eventually(() => {
        expect(retries()).toBeGreaterThan(0);
      });
      for (const orders of [2, 3, 4]) {
        await world.order(inPartition(0, `slow-${orders}`, slow), inPartition(1, `quick-${orders}`, quick));
        await world.expectOrders(quick, orders);
      }
      expect((await world.tallyOf(slow))?.orders).toBe(1);
    });
    await world.expectOrders(slow, 5);
    // What a chunk wrote is seen a moment before its process hears that it was committed.
    await eventually(() => {
      expect(chunks.reduce((sum, records) => sum + records, 0)).toBe(9);
    });
    expect(Math.max(...chunks)).toBeGreaterThan(1);
  });

  it('keeps the order of a lane that waits for its turn', async () => {
    const [slow, quick] = [world.partner('slow'), world.partner('quick')];
    const { chunks, lags, retries, metrics } = counted();
    await world.start({ metrics, chunksConcurrently: 1, maxRecordsPerChunk: 5 });
    await world.order(inPartition(0, 'first', slow));
    await world.expectOrders(slow, 1);
    const orders = Array.from({ length: 12 }, (_, n) => `o-${n}`);
    await whileLocked(slow, async () => {
      await world.order(inPartition(0, 'waits', slow));
      await eventually(() => {
        expect(retries()).toBeGreaterThan(0);
      });
      await world.order(...orders.map((orderId) => inPartition(1, orderId, quick)));
      await eventually(() => {
        expect(lags.get(1)).toBe(12);
      });
    });
    await world.expectOrders(quick, 12);
    await eventually(async () => {
      const receipts = await consumeAll(world.topic('orders.receipts.v1'));
      const told = receipts.map(({ value }) => JSON.parse(String(value)) as { readonly orderId: string });
      expect(told.map(({ orderId }) => orderId).filter((one) => one.startsWith('o-'))).toEqual(orders);
    });
    expect(chunks).toEqual([1, 1, 5, 5, 2]);
  });
});
