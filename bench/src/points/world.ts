import { join } from 'node:path';
import { connectMongo, createTopics, deleteTopics, testKafka } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import { type AppName, type Platform, startPlatform } from '@reservoir/tools/platform';
import { type Admin, type Message, Partitioners, type Producer } from 'kafkajs';
import { type Series, watchTopic } from '../purchases/series.js';
import { acceptanceOf, facts, grantOf, mintedOf, partnersOf, quoteOf } from './fill.js';

/** Where the answers to an exchange's mint come from. */
export type Mint =
  /** They lie ready behind the acceptances: what is measured is the points-exchange service alone. */
  | 'ready'
  /** From the real license-pool service, in a process of its own on the same machine. */
  | 'license-pool';

/** Watched and filled before a service made them. */
const topics = [
  'orders.v1',
  'orders.receipts.v1',
  'points-exchange.commands.v1',
  'operations.v1',
  'companies.events.v1',
  'catalog.events.v1',
];
const commands = 'points-exchange.commands.v1';
const blockSize = 500;
const timeoutMs = 300_000;
let worlds = 0;

/**
 * Topics and databases of their own, over which the real service processes run. What is measured lies in its topic as a
 * whole before they start, so that neither the producer nor the order of starting counts.
 */
export class World {
  readonly #name = `bench-points-${process.pid}-${(worlds += 1)}`;
  readonly #producer: Producer;
  readonly #admin: Admin;
  readonly #partners: readonly string[];
  readonly #partitions: number;
  #running: Platform | undefined;
  #exchanges = 0;
  #orders = 0;

  private constructor(
    private readonly servers: Addresses,
    partners: number,
  ) {
    this.#partners = partnersOf(partners);
    this.#partitions = partners === 1 ? 1 : 3;
    this.#producer = testKafka().producer({ createPartitioner: Partitioners.DefaultPartitioner });
    this.#admin = testKafka().admin();
  }

  /** Runs some work over a world of so many partners, which is removed after it. */
  static async with<T>(servers: Addresses, partners: number, work: (world: World) => Promise<T>): Promise<T> {
    const world = new World(servers, partners);
    await world.#open();
    try {
      return await work(world);
    } finally {
      await world.#close();
    }
  }

  /** Grants points by order lines, round robin over the partners. @returns the receipts, as they grew */
  async grant(count: number): Promise<Series> {
    const numbers = range(this.#orders, count);
    this.#orders += count;
    return this.#measured('orders.receipts.v1', count, () => this.#publish('orders.v1', numbers, grantOf), [
      'points-exchange',
    ]);
  }

  /**
   * Has quotes accepted, round robin over the partners; they are issued before the measurement.
   * @returns the operations that ended, each with its exchange captured, as they grew
   * @throws Error when one was not captured.
   */
  async exchange(count: number, mint: Mint): Promise<Series> {
    const numbers = range(this.#exchanges, count);
    this.#exchanges += count;
    await this.#quote(numbers);
    const series = await this.#measured(
      'operations.v1',
      count,
      () => this.#publish(commands, numbers, acceptanceOf, ...(mint === 'ready' ? [mintedOf] : [])),
      mint === 'ready' ? ['points-exchange'] : ['points-exchange', 'license-pool'],
    );
    await this.#expectCaptured();
    return series;
  }

  async #open(): Promise<void> {
    const partitions = this.#partitions;
    await createTopics(topics.map((topic) => ({ topic: this.#topic(topic), partitions })));
    await Promise.all([this.#producer.connect(), this.#admin.connect()]);
    const { companies, catalog } = facts(this.#partners);
    await this.#producer.send({ topic: this.#topic('companies.events.v1'), messages: companies });
    await this.#producer.send({ topic: this.#topic('catalog.events.v1'), messages: catalog });
  }

  async #close(): Promise<void> {
    await this.#stop();
    await Promise.all([this.#producer.disconnect(), this.#admin.disconnect()]);
    await deleteTopics(`${this.#name}.`);
    for (const service of ['points_exchange', 'license_pool'])
      await (await connectMongo(`${this.#name}_${service}`)).drop();
  }

  async #quote(numbers: readonly number[]): Promise<void> {
    if (!this.#running) await this.#start(['points-exchange']);
    const answered = await this.#sizeOf('operations.v1');
    await this.#publish(commands, numbers, quoteOf);
    const wanted = answered + numbers.length;
    await watchTopic(this.#admin, this.#topic('operations.v1'), wanted, timeoutMs);
  }

  /** Fills a topic while nobody reads it, starts services, and watches another one grow by `count`. */
  async #measured(
    watched: string,
    count: number,
    fill: () => Promise<void>,
    services: readonly AppName[],
  ): Promise<Series> {
    await this.#stop();
    const before = await this.#sizeOf(watched);
    await fill();
    const [series] = await Promise.all([
      watchTopic(this.#admin, this.#topic(watched), before + count, timeoutMs),
      this.#start(services),
    ]);
    return series.map((seen) => ({ atMs: seen.atMs, count: seen.count - before }));
  }

  /** By blocks of each kind: first the acceptances of a block, then its answers. */
  async #publish(
    topic: string,
    numbers: readonly number[],
    ...kinds: readonly ((partnerId: string, n: number) => Message)[]
  ): Promise<void> {
    for (let at = 0; at < numbers.length; at += blockSize) {
      const block = numbers.slice(at, at + blockSize);
      const messages = kinds.flatMap((kind) =>
        block.map((n) => kind(this.#partners[n % this.#partners.length] ?? '', n)),
      );
      await this.#producer.send({ topic: this.#topic(topic), acks: -1, messages });
    }
  }

  async #expectCaptured(): Promise<void> {
    const { connection } = await connectMongo(`${this.#name}_points_exchange`);
    const captured = await connection.collection('exchanges').countDocuments({ state: 'captured' });
    await connection.close();
    if (captured !== this.#exchanges)
      throw new Error(
        `${captured} of ${this.#exchanges} exchanges are captured: too few points were granted`,
      );
  }

  async #sizeOf(topic: string): Promise<number> {
    const offsets = await this.#admin.fetchTopicOffsets(this.#topic(topic));
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  async #start(only: readonly AppName[]): Promise<void> {
    this.#running = await startPlatform({
      servers: this.servers,
      topicPrefix: `${this.#name}.`,
      database: this.#name,
      logFolder: join(process.cwd(), '.data', 'bench', this.#name),
      only,
      env: { LOG_LEVEL: 'warn', TOPIC_PARTITIONS: String(this.#partitions) },
    });
  }

  async #stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  #topic(name: string): string {
    return `${this.#name}.${name}`;
  }
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, n) => from + n);
