import { join } from 'node:path';
import { connectMongo, createTopics, deleteTopics, eventually, testKafka } from '@reservoir/testing';
import type { Addresses } from '@reservoir/testing/servers';
import { type Platform, type ServiceProcess, startPlatform } from '@reservoir/tools/platform';
import { type Admin, type Message, Partitioners, type Producer } from 'kafkajs';
import type { Connection } from 'mongoose';
import { watchTopic } from '../purchases/series.js';
import { type Original, readOriginal } from './copies.js';
import { assign, catalog, companies, partners, purchases, skus } from './records.js';

/** What customers can have. */
export type Holding =
  /** Ten licences of the product and of two modules: three contracts, without auto-renewal. */
  | 'three'
  /** Ten licences of the product, without auto-renewal. */
  | 'one'
  /** Ten licences of the product, with auto-renewal. */
  | 'renewing';

/** Licences of each contract. */
export const licences = 10;
const holdings = ['three', 'one', 'renewing'] as const;
const topics = [
  'orders.v1',
  'companies.events.v1',
  'catalog.events.v1',
  'contracts.commands.v1',
  'license-pool.commands.v1',
  'operations.v1',
];
const timeoutMs = 120_000;
let worlds = 0;

/** The contracts and license-pool services as real processes over topics and databases of their own, and customers to be copied. */
export class ServiceWorld {
  readonly #name = `bench-contracts-${process.pid}-${(worlds += 1)}`;
  readonly #producer: Producer;
  readonly #admin: Admin;
  readonly originals = new Map<string, Original>();
  #platform: Platform | undefined;
  #contracts: Connection | undefined;
  #pools: Connection | undefined;

  private constructor(
    readonly what: string,
    private readonly servers: Addresses,
  ) {
    this.#producer = testKafka().producer({ createPartitioner: Partitioners.DefaultPartitioner });
    this.#admin = testKafka().admin();
  }

  /** Runs some work over worlds, which are removed after it. */
  static async with<T>(
    servers: Addresses,
    names: readonly [string, string],
    work: (few: ServiceWorld, many: ServiceWorld) => Promise<T>,
  ): Promise<T> {
    const [few, many] = [new ServiceWorld(names[0], servers), new ServiceWorld(names[1], servers)];
    try {
      await few.#open();
      await many.#open();
      return await work(few, many);
    } finally {
      await few.#close();
      await many.#close();
    }
  }

  /** The contracts service's database. */
  get database(): Connection {
    return known(this.#contracts);
  }

  get processes(): { readonly contracts: ServiceProcess; readonly licensePool: ServiceProcess } {
    const services = known(this.#platform).services;
    return { contracts: known(services.get('contracts')), licensePool: known(services.get('license-pool')) };
  }

  original(holding: Holding, partnerId: string): Original {
    return known(this.originals.get(`original-${holding}-${partnerId}`));
  }

  /** Sends commands of operations, and waits until each is answered. @returns milliseconds */
  async answered(commands: readonly Message[]): Promise<number> {
    const before = await this.#answers();
    const started = performance.now();
    await this.#publish('contracts.commands.v1', commands);
    const everyMs = 10;
    const wanted = before + commands.length;
    const series = await watchTopic(this.#admin, this.#topic('operations.v1'), wanted, timeoutMs, everyMs);
    return (series.at(-1)?.atMs ?? started) - started;
  }

  /** Moves licences of copied contracts from available to assigned, in the pools' books. */
  async bookAssigned(sku: string, partnerId: string, quantity: number): Promise<void> {
    const moved = { $inc: { 'counts.available': -quantity, 'counts.assigned': quantity } };
    const poolId = `${partnerId}:${sku}:Y1`;
    await known(this.#pools)
      .collection('aggregates')
      .updateOne({ _id: `pool/${poolId}` as never }, moved);
    await known(this.#pools).collection('aggregates').updateOne({ type: 'lot', poolId }, moved);
  }

  /** Recoveries and retirements that are in the pools' books. */
  async recoveries(): Promise<number> {
    return known(this.#pools).collection('aggregates').countDocuments({ type: 'recovery' });
  }

  async #open(): Promise<void> {
    await createTopics(topics.map((topic) => ({ topic: this.#topic(topic), partitions: 3 })));
    await Promise.all([this.#producer.connect(), this.#admin.connect()]);
    const customers = holdings.flatMap((holding) =>
      partners.map((partnerId) => [`original-${holding}-${partnerId}`, partnerId] as const),
    );
    await this.#publish('companies.events.v1', companies(new Map(customers)));
    await this.#publish('catalog.events.v1', catalog());
    await this.#publish('orders.v1', purchases());
    this.#contracts = (await connectMongo(`${this.#name}_contracts`)).connection;
    this.#pools = (await connectMongo(`${this.#name}_license_pool`)).connection;
    await this.#start();
    await this.#makeOriginals();
    for (const [customerId, partnerId] of customers)
      this.originals.set(customerId, await readOriginal(this.#contracts, { customerId, partnerId }));
  }

  /** Through the services, as any contract comes to be. */
  async #makeOriginals(): Promise<void> {
    const lots = { type: 'lot' };
    await eventually(async () => this.#expect('pools', partners.length * skus.length, lots), { timeoutMs });
    const wanted = {
      three: { addOns: skus.slice(1) },
      one: {},
      renewing: { autoRenew: true },
    };
    const commands = holdings.flatMap((holding) =>
      partners.map((partnerId) => {
        const customerId = `original-${holding}-${partnerId}`;
        const what = { quantity: licences, ...wanted[holding] };
        return assign({ customerId, partnerId }, what, `make-${customerId}`);
      }),
    );
    await this.answered(commands);
    const active = { type: 'contract', state: 'active' };
    await this.#expect('contracts', partners.length * 5, active);
  }

  async #expect(of: 'contracts' | 'pools', count: number, filter: { readonly type: string }): Promise<void> {
    const database = known(of === 'pools' ? this.#pools : this.#contracts);
    const found = await database.collection('aggregates').countDocuments(filter);
    if (found !== count) throw new Error(`${filter.type}: there are ${found} of ${count}`);
  }

  async #start(): Promise<void> {
    this.#platform = await startPlatform({
      servers: this.servers,
      topicPrefix: `${this.#name}.`,
      database: this.#name,
      logFolder: join(process.cwd(), '.data', 'bench', this.#name),
      only: ['contracts', 'license-pool'],
      env: { LOG_LEVEL: 'warn' },
    });
  }

  async #close(): Promise<void> {
    await this.#platform?.stop();
    await Promise.all([this.#producer.disconnect(), this.#admin.disconnect()]);
    await deleteTopics(`${this.#name}.`);
    for (const database of [this.#contracts, this.#pools]) {
      await database?.dropDatabase();
      await database?.close();
    }
  }

  async #publish(topic: string, messages: readonly Message[]): Promise<void> {
    await this.#producer.send({ topic: this.#topic(topic), acks: -1, messages: [...messages] });
  }

  async #answers(): Promise<number> {
    const offsets = await this.#admin.fetchTopicOffsets(this.#topic('operations.v1'));
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  #topic(name: string): string {
    return `${this.#name}.${name}`;
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the world is not open');
  return value;
}
