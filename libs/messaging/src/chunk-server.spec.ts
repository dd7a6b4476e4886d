import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@reservoir/kernel';
import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded } from 'kafkajs';
import { FakeKafka, idleConnection } from '../testing/fake-kafka.js';
import { noMetrics, silent } from '../testing/small-service.js';
import { ChunkServer } from './chunk-server.js';

let fake: FakeKafka;
let server: ChunkServer;
const crashes: unknown[] = [];
const away = new KafkaJSConnectionError('no broker answers');

beforeEach(async () => {
  crashes.length = 0;
  fake = new FakeKafka();
  server = new ChunkServer({
    service: 'order-counter',
    kafka: fake.kafka,
    connection: idleConnection,
    stores: () => ({}),
    subscriptions: [{ topic: 'orders.v1', malformed: 'dead-letter' }],
    publishes: [],
    clock: systemClock,
    logger: silent,
    metrics: noMetrics,
    onCrash: (error) => crashes.push(error),
    groupId: 'counter',
    leaveWithinMs: 50,
  });
  expect(await new Promise((resolve) => server.listen(resolve))).toBeUndefined();
});
afterEach(async () => server.close());

describe('a consumer that fails', () => {
  const begins = async (error: Error): Promise<boolean | undefined> =>
    fake.consumerConfig?.retry?.restartOnFailure?.(error);

  it('begins again when brokers are away, however long', async () => {
    expect(await begins(away)).toBe(true);
    expect(await begins(new KafkaJSNumberOfRetriesExceeded(away, { retryCount: 5, retryTime: 1 }))).toBe(
      true,
    );
    expect(fake.consumerConfig?.retry?.retries).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('does not begin again for a bug: waiting does not mend it', async () => {
    expect(await begins(new TypeError('undefined is not a function'))).toBe(false);
  });

  it('is away while it begins again: alive, not ready, and ready with the next heartbeat', () => {
    expect(server.health()).toMatchObject({ alive: true, ready: true });
    fake.tell('CRASH', { error: away, restart: true });
    expect(server.health()).toMatchObject({
      alive: true,
      ready: false,
      detail: { away: { kafka: 'no broker answers' } },
    });
    expect(crashes).toEqual([]);
    fake.tell('HEARTBEAT');
    expect(server.health()).toMatchObject({ alive: true, ready: true, detail: { away: {} } });
  });

  it('has crashed when it does not begin again: the process is told to end, once', async () => {
    const bug = new TypeError('undefined is not a function');
    fake.tell('CRASH', { error: bug, restart: false });
    expect(server.health()).toMatchObject({ alive: false, ready: false, detail: { state: 'crashed' } });
    expect(crashes).toEqual([bug]);
    await server.close();
    expect(server.health()).toMatchObject({ alive: false, detail: { state: 'crashed' } });
  });

  it('never seems alive again, whatever still arrives of it', () => {
    fake.tell('CRASH', { error: new Error('bug'), restart: false });
    fake.tell('HEARTBEAT');
    expect(server.health()).toMatchObject({ alive: false, ready: false });
  });
});

describe('an orderly end', () => {
  it('is not ready from its beginning on, and closes the consumer', async () => {
    const closed = server.close();
    expect(server.health()).toMatchObject({ alive: true, ready: false, detail: { state: 'stopping' } });
    await closed;
    expect(fake.disconnected).toBe(true);
  });

  it('waits for Kafka no longer than it may, and once', async () => {
    fake.away = true;
    const startedAt = performance.now();
    await server.close();
    await server.close();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
