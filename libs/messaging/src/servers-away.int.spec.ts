import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consumeAll, eventually, serverAddresses, tcpProxy, testKafka } from '@reservoir/testing';
import mongoose from 'mongoose';
import { startOrderCounter } from '../testing/order-counter.js';
import { OrderWorld, purchase } from '../testing/order-world.js';

let world: OrderWorld;

beforeAll(async () => {
  world = await OrderWorld.open(import.meta.url);
  await world.renew();
});
afterAll(async () => world.close());

const patiently = { timeoutMs: 40_000 };

describe('MongoDB goes away under a running lane', () => {
  it('it is alive and not ready, sets nothing aside, and counts everything once when MongoDB is back', async () => {
    const proxy = await tcpProxy(/\/\/([^/,]+)/.exec(serverAddresses().mongodbUri)?.[1] ?? '');
    const uri = `mongodb://${proxy.address}/?directConnection=true`;
    const options = { dbName: world.mongo.connection.name, serverSelectionTimeoutMS: 1000 };
    const connection = await mongoose.createConnection(uri, options).asPromise();
    const settings = { topicPrefix: world.prefix, groupId: `${world.prefix}counter` };
    const counter = await startOrderCounter(testKafka(), connection, settings);
    const partner = world.partner('away');
    await world.order(purchase('o-0', partner));
    await world.expectOrders(partner, 1);

    await proxy.cut();
    await world.order(...Array.from({ length: 50 }, (_, n) => purchase(`o-${n + 1}`, partner)));
    await eventually(
      () =>
        expect(counter.server.health()).toMatchObject({
          alive: true,
          ready: false,
          detail: { away: { mongodb: expect.any(String) } },
        }),
      patiently,
    );
    expect((await world.tallyOf(partner))?.orders).toBe(1);

    await proxy.mend();
    await eventually(async () => expect((await world.tallyOf(partner))?.orders).toBe(51), patiently);
    await eventually(() => expect(counter.server.health().ready).toBe(true), patiently);
    expect(await consumeAll(world.topic('orders.v1.dlq'))).toEqual([]);
    await eventually(async () => {
      const receipts = await consumeAll(world.topic('orders.receipts.v1'));
      const sequences = new Set(receipts.map(({ headers }) => headers['lanesequence']));
      expect([...sequences]).toEqual(Array.from({ length: 51 }, (_, n) => String(n + 1)));
    });
    await counter.stop();
    await connection.close();
    await proxy.cut();
  }, 120_000);
});
