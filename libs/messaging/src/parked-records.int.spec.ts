import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consumeAll, eventually } from '@reservoir/testing';
import { OrderWorld, purchase } from '../testing/order-world.js';
import { messagingCollections } from './collections.js';

let world: OrderWorld;

beforeAll(async () => {
  world = await OrderWorld.open(import.meta.url);
});
beforeEach(async () => world.renew());
afterEach(async () => world.stop());
afterAll(async () => world.close());

const waiting = async (): Promise<number> =>
  messagingCollections(world.mongo.connection).parked.countDocuments({ lane: world.lane });

describe('a record that is parked', () => {
  it('holds up its key and no other, and is decided in order when it can be', async () => {
    const [slow, quick] = [world.partner('slow'), world.partner('quick')];
    const order: string[] = [];
    let ready = false;
    await world.start({}, ({ partnerId, orderId }) => {
      if (partnerId === slow && !ready) return 'park';
      order.push(orderId);
      return 'handle';
    });
    await world.order(purchase('s-1', slow), purchase('q-1', quick), purchase('s-2', slow));
    await world.order(purchase('s-3', slow), purchase('q-2', quick));
    await world.expectOrders(quick, 2);
    expect(await world.tallyOf(slow)).toBeNull();
    ready = true;
    await world.expectOrders(slow, 3);
    expect(order.filter((id) => id.startsWith('s'))).toEqual(['s-1', 's-2', 's-3']);
  });

  it('holds up nobody when it waits alone, though it stood behind another before', async () => {
    const partner = world.partner('job');
    const order: string[] = [];
    let ready = false;
    let turn = false;
    await world.start({}, ({ orderId }) => {
      if (orderId === 'o-1' && !ready) return 'park';
      if (orderId === 'job' && !turn) return 'park-alone';
      order.push(orderId);
      return 'handle';
    });
    await world.order(purchase('o-1', partner), purchase('job', partner), purchase('o-2', partner));
    await eventually(async () => expect(await waiting()).toBe(3));
    ready = true;
    await world.expectOrders(partner, 2);
    await world.order(purchase('o-3', partner));
    await world.expectOrders(partner, 3);
    expect(await waiting()).toBe(1);
    turn = true;
    await world.expectOrders(partner, 4);
    expect(order).toEqual(['o-1', 'o-2', 'o-3', 'job']);
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('costs no write while nothing comes of trying it again', async () => {
    const partner = world.partner('quiet');
    let tries = 0;
    await world.start({}, () => ((tries += 1), 'park'));
    await world.order(purchase('o-1', partner));
    await eventually(async () => {
      expect(await waiting()).toBe(1);
    });
    const { positions } = messagingCollections(world.mongo.connection);
    await positions.updateOne({ _id: world.lane }, { $set: { sequence: 77 } });
    const before = tries;
    await eventually(() => {
      expect(tries).toBeGreaterThan(before + 3);
    });
    expect(await positions.findOne({ _id: world.lane })).toMatchObject({ next: 1, sequence: 77 });
  });

  it('survives its process, and is given up after its time', async () => {
    const partner = world.partner('given-up');
    await world.start({}, () => 'park');
    await world.order(purchase('o-1', partner), purchase('o-2', partner));
    await eventually(async () => {
      expect(await waiting()).toBe(2);
    });
    await world.stop();
    await world.start({ parkForMs: 200 }, () => 'park');
    await eventually(async () => {
      expect(await consumeAll(world.topic('orders.v1.dlq'))).toHaveLength(2);
      expect(await waiting()).toBe(0);
    });
  });
});
