import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createTopics, eventually, produce } from '@reservoir/testing';
import { OrderWorld, purchase } from '../testing/order-world.js';
import { noMetrics } from '../testing/small-service.js';

const malformed = 'ignore';
let world: OrderWorld;

beforeAll(async () => {
  world = await OrderWorld.open(import.meta.url);
  await world.renew();
  const names = ['operations.v1', 'operations.v1.dlq'];
  await createTopics(names.map((name) => ({ topic: world.topic(name), partitions: 1 })));
});
afterEach(async () => world.stop());
afterAll(async () => world.close());

/** Tells which lanes committed together: a chunk is counted for all of its lanes in one turn of the event loop. */
function committedTogether() {
  const chunks: [topic: string, records: number][][] = [];
  let current: [topic: string, records: number][] | undefined;
  const chunk = (topic: string, records: number): void => {
    if (!current) {
      chunks.push((current = []));
      setImmediate(() => (current = undefined));
    }
    current.push([topic, records]);
  };
  return { chunks, chunk };
}

it('records linger until one comes of a topic whose records may not; both are in one chunk', async () => {
  const partner = world.partner('patient');
  const { chunks, chunk } = committedTogether();
  let waiting = 0;
  const metrics = {
    ...noMetrics,
    chunk,
    lag: (topic: string, _partition: number, records: number) => {
      if (topic === world.topic('orders.v1')) waiting = records;
    },
  };
  const subscriptions = [
    { topic: 'orders.v1', malformed, lingerMs: 600_000 },
    { topic: 'operations.v1', malformed },
  ] as const;
  await world.start({ metrics, subscriptions });
  await world.order(purchase('one', partner), purchase('other', partner));
  await eventually(() => {
    expect(waiting).toBe(2);
  });
  expect(await world.tallyOf(partner)).toBeNull();
  await produce(world.topic('operations.v1'), [purchase('no operation', partner)]);
  await world.expectOrders(partner, 2);
  await eventually(() => {
    expect(chunks).toEqual([
      [
        [world.topic('orders.v1'), 2],
        [world.topic('operations.v1'), 1],
      ],
    ]);
  });
});
