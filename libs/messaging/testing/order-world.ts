import { expect } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { licensePurchased, toKafkaMessage } from '@reservoir/messages';
import {
  type TestMongo,
  connectMongo,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  testKafka,
  uniqueNames,
} from '@reservoir/testing';
import type { Message } from 'kafkajs';
import type { ChunkServerOptions } from '../src/index.js';
import { type Interference, type RunningCounter, startOrderCounter } from './order-counter.js';

const at = instant('2026-11-21T10:00:00Z');

/** A purchase of one line, as a shop sends it. */
export const purchase = (orderId: string, partnerId: string, quantity = 1) =>
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
      purchasedAt: at,
    },
    { id: orderId, source: '/shop', time: at, correlationId: orderId },
  );

/** Real servers for tests of order counters: one database, and topics of each test's own. */
export class OrderWorld {
  readonly #names: ReturnType<typeof uniqueNames>;
  #running: RunningCounter[] = [];
  #run = 0;

  private constructor(
    fileUrl: string,
    readonly mongo: TestMongo,
  ) {
    this.#names = uniqueNames(fileUrl);
  }

  static async open(fileUrl: string): Promise<OrderWorld> {
    return new OrderWorld(fileUrl, await connectMongo(uniqueNames(fileUrl).database()));
  }

  /** Topics that no test has used. */
  async renew(partitions = 1): Promise<void> {
    this.#run += 1;
    const names = ['orders.v1', 'orders.v1.dlq', 'orders.receipts.v1'];
    await createTopics(names.map((name) => ({ topic: this.topic(name), partitions })));
  }

  get prefix(): string {
    return `${this.#names.prefix}.${this.#run}.`;
  }

  topic(name: string): string {
    return this.prefix + name;
  }

  /** The id of the lane of the orders. */
  get lane(): string {
    return `${this.topic('orders.v1')}/0`;
  }

  /** The same name in each test means another partner. */
  partner(name: string): string {
    return `${name}-${this.#run}`;
  }

  async start(options: Partial<ChunkServerOptions> = {}, interfere?: Interference): Promise<RunningCounter> {
    const settings = {
      topicPrefix: this.prefix,
      groupId: `${this.prefix}counter`,
      parkRetryMs: 50,
      ...options,
    };
    const counter = await startOrderCounter(testKafka(), this.mongo.connection, settings, interfere);
    this.#running.push(counter);
    return counter;
  }

  async order(...purchases: readonly Message[]): Promise<void> {
    await produce(this.topic('orders.v1'), purchases);
  }

  async tallyOf(partnerId: string) {
    return this.mongo.connection
      .collection<{ _id: string; orders: number; licences: number }>('tallies')
      .findOne({ _id: partnerId });
  }

  async expectOrders(partnerId: string, orders: number): Promise<void> {
    await eventually(async () => {
      expect((await this.tallyOf(partnerId))?.orders ?? 0).toBe(orders);
    });
  }

  /** Stops every counter that still runs. */
  async stop(): Promise<void> {
    await Promise.all(this.#running.map(async (counter) => counter.stop()));
    this.#running = [];
  }

  async close(): Promise<void> {
    await deleteTopics(this.#names.prefix);
    await this.mongo.drop();
  }
}
