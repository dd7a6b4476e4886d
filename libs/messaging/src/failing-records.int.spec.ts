import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consumeAll, eventually } from '@reservoir/testing';
import { OrderWorld, purchase } from '../testing/order-world.js';

let world: OrderWorld;

beforeAll(async () => {
  world = await OrderWorld.open(import.meta.url);
});
beforeEach(async () => world.renew());
afterEach(async () => world.stop());
afterAll(async () => world.close());

describe('a record that fails', () => {
  it('is found by halving, tried three times and set aside, and its neighbours are counted', async () => {
    const partner = world.partner('halving');
    let tries = 0;
    await world.start({}, ({ orderId }) => {
      if (orderId !== 'bad') return 'handle';
      tries += 1;
      throw new Error('planted bug');
    });
    const orders = Array.from({ length: 20 }, (_, n) => purchase(n === 13 ? 'bad' : `o-${n}`, partner));
    await world.order(...orders);
    await world.expectOrders(partner, 19);
    await eventually(async () => {
      const [letter, ...others] = await consumeAll(world.topic('orders.v1.dlq'));
      expect(others).toEqual([]);
      expect(letter?.value?.toString()).toBe(orders[13]?.value);
      expect(letter?.headers).toMatchObject({
        ce_id: 'bad',
        'dlq-code': 'handler-failed',
        'dlq-attempts': '3',
        'dlq-service': 'order-counter',
        'dlq-topic': world.topic('orders.v1'),
        'dlq-offset': '13',
      });
      expect(letter?.headers['dlq-reason']).toContain('planted bug');
    });
    expect(tries).toBeGreaterThanOrEqual(3);
  });

  it('is set aside at once when it cannot be read', async () => {
    await world.start();
    const partner = world.partner('poison');
    const good = purchase('o-1', partner);
    await world.order(
      {
        key: partner,
        value: '{',
        headers: { ce_specversion: '1.0', ce_id: 'x', ce_type: 'y', ce_source: 'z' },
      },
      { key: partner, value: '{}' },
      { ...good, value: JSON.stringify({ ...JSON.parse(good.value), quantity: 1.5 }) },
      { ...good, headers: { ...good.headers, ce_type: 'orders.something-new.v1' } },
      good,
    );
    await world.expectOrders(partner, 1);
    await eventually(async () => {
      const letters = await consumeAll(world.topic('orders.v1.dlq'));
      expect(letters.map(({ headers }) => headers['dlq-code'])).toEqual([
        'not-json',
        'not-a-cloudevent',
        'schema-violation',
      ]);
    });
  });
});
