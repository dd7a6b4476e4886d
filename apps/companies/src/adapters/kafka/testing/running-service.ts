import { randomUUID } from 'node:crypto';
import { type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Clock, type Instant, instant, plusMs } from '@reservoir/kernel';
import {
  type DataOf,
  type MessageDefinition,
  type OperationCompleted,
  companiesOperationCompleted,
  toKafkaMessage,
} from '@reservoir/messages';
import {
  ChunkServer,
  type ChunkStores,
  type MessagingMetrics,
  messagingCollections,
} from '@reservoir/messaging';
import {
  CLOCK,
  DUE_FINDERS,
  type DueFinder,
  LOGGER,
  MONGO,
  STORES,
  dueId,
  ensureIndexes,
} from '@reservoir/service';
import {
  type Tap,
  type TestMongo,
  connectMongo,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  tapTopics,
  testKafka,
  uniqueNames,
} from '@reservoir/testing';
import { arrived } from '@reservoir/testing/service-process';
import { CompaniesModule } from '../../../companies.module.js';

/** A command of a test, under an operation of its own. */
export interface Sent {
  readonly message: MessageDefinition;
  readonly data: unknown;
  readonly operationId: string;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const noMetrics = new Proxy({} as MessagingMetrics, { get: () => () => undefined });
const topics = [
  'companies.commands.v1',
  'companies.events.v1',
  'catalog.events.v1',
  'operations.v1',
  'contracts.commands.v1',
];

/** The companies service on real servers, in this process: three partitions, decided at the same time. */
export class RunningCompanies {
  #ahead = 0;
  readonly clock: Clock = { now: () => plusMs(instant(Date.now()), this.#ahead) };
  #app!: INestMicroservice;

  private constructor(
    private readonly prefix: string,
    readonly mongo: TestMongo,
    private readonly tap: Tap,
  ) {}

  static async start(fileUrl: string): Promise<RunningCompanies> {
    const { prefix } = uniqueNames(fileUrl);
    const mongo = await connectMongo(prefix);
    await createTopics(
      [...topics, 'companies.commands.v1.dlq', 'catalog.events.v1.dlq'].map((topic) => ({
        topic: `${prefix}.${topic}`,
        partitions: 3,
      })),
    );
    const tap = await tapTopics(...topics.map((topic) => `${prefix}.${topic}`));
    const running = new RunningCompanies(prefix, mongo, tap);
    await running.#listen();
    return running;
  }

  /** Lets time pass: for deadlines. */
  advance(ms: number): void {
    this.#ahead += ms;
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** Sends commands as the gateway does, all at once. */
  async send(commands: readonly Sent[]): Promise<void> {
    const records = commands.map(({ message, data, operationId }) =>
      this.#record(message, data, operationId, operationId),
    );
    await produce(`${this.prefix}.companies.commands.v1`, records);
  }

  /** The outcomes of operations, once all are there. */
  async outcomes(ids: readonly string[]): Promise<ReadonlyMap<string, OperationCompleted>> {
    return eventually(
      () => {
        const all = new Map(this.arrived(companiesOperationCompleted).map((one) => [one.operationId, one]));
        const missing = ids.filter((id) => !all.has(id));
        if (missing.length > 0)
          throw new Error(`${missing.length} operations have no outcome: ${missing[0]}`);
        return all;
      },
      { timeoutMs: 60_000 },
    );
  }

  /** Sends commands and gives what became of them: `done`, or the code of the refusal. */
  async decide(commands: readonly Sent[]): Promise<readonly string[]> {
    await this.send(commands);
    const outcomes = await this.outcomes(commands.map(({ operationId }) => operationId));
    return commands.map(({ operationId }) => outcomes.get(operationId)?.refusal?.code ?? 'done');
  }

  /** The records of a kind that have arrived, validated. */
  arrived<M extends MessageDefinition>(message: M): readonly DataOf<M>[] {
    return arrived(this.tap, message);
  }

  /** Plays the scheduler once: sends what its finders find; gives how much that was. */
  async lookForDue(): Promise<number> {
    const finders = this.#app.get<readonly DueFinder[]>(DUE_FINDERS, { strict: false });
    const due = (await Promise.all(finders.map((finder) => finder.find(this.now, 500)))).flat();
    const records = due.map((command) =>
      this.#record(command.message, command.data, `${dueId(command)}-${randomUUID()}`, undefined),
    );
    if (records.length > 0) await produce(`${this.prefix}.companies.commands.v1`, records);
    return due.length;
  }

  /** Until nothing is due. */
  async settle(): Promise<void> {
    await eventually(
      async () => {
        const due = await this.lookForDue();
        if (due > 0) throw new Error(`${due} commands were due`);
      },
      { timeoutMs: 60_000 },
    );
  }

  async stop(): Promise<void> {
    await this.#app.close();
    await this.tap.close();
    await this.mongo.drop();
    await deleteTopics(this.prefix);
  }

  #record(message: MessageDefinition, data: unknown, id: string, operationId: string | undefined) {
    const attributes = { id, source: '/test', time: this.now, correlationId: id, operationId };
    const record = toKafkaMessage(message, data, attributes);
    return { ...record, headers: { ...record.headers } };
  }

  async #listen(): Promise<void> {
    const { connection } = this.mongo;
    const strategy = new ChunkServer({
      service: 'companies',
      kafka: testKafka('companies'),
      connection,
      stores: () => this.#app.get<ChunkStores>(STORES, { strict: false }),
      subscriptions: [
        { topic: 'companies.commands.v1', malformed: 'dead-letter' },
        { topic: 'catalog.events.v1', malformed: 'ignore' },
      ],
      publishes: ['companies.events.v1', 'contracts.commands.v1', 'operations.v1'],
      clock: this.clock,
      logger: silent,
      metrics: noMetrics,
      onCrash: () => undefined,
      groupId: `${this.prefix}.companies`,
      topicPrefix: `${this.prefix}.`,
      chunksConcurrently: 3,
    });
    const providers = [
      { provide: MONGO, useValue: connection },
      { provide: CLOCK, useValue: this.clock },
      { provide: LOGGER, useValue: silent },
    ];

    @Module({})
    class Around {}

    this.#app = await NestFactory.createMicroservice(
      { module: Around, global: true, imports: [CompaniesModule.register()], providers, exports: providers },
      { strategy, logger: false },
    );
    messagingCollections(connection);
    await ensureIndexes(connection);
    await this.#app.listen();
  }
}
