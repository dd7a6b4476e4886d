import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Admin, Consumer, ConsumerGroupJoinEvent, EachBatchPayload, Producer } from 'kafkajs';
import { atMost } from './at-most.js';
import { BatchRunner } from './batch-runner.js';
import { metadataEveryMs, newConsumer, newProducer } from './clients.js';
import { messagingCollections } from './collections.js';
import { deadLetterTopicOf } from '@reservoir/messages';
import { FactsFirst, factsOf } from './facts-first.js';
import { handlerTable } from './handler-table.js';
import { isInfrastructureDown } from './infrastructure.js';
import { type LaneEvents, Lanes } from './lanes.js';
import { OperationLog } from './operation-log.js';
import { type ChunkServerOptions, type CompleteOptions, completed } from './options.js';
import { Parking, type ParkingLimits } from './parking.js';
import { Partitions } from './partitions.js';
import { Positions } from './positions.js';
import { Publisher } from './publisher.js';
import { type AwayServer, ServersAway } from './servers-away.js';
import type { TakingOverWith } from './take-over.js';
import { loadNeeds } from './unit-of-work.js';

/** Whether a service can do its work, for its probes. */
export interface MessagingHealth {
  /** False when the consumer has crashed: the process is to be started again. */
  readonly alive: boolean;
  /** False while it starts or stops, and while a server is away. */
  readonly ready: boolean;
  readonly detail: Readonly<Record<string, unknown>>;
}

const lookForFactsEveryMs = 100;
const commitOffsetsEveryMs = 1000;
/** More than a fetch brings of partitions: none waits for another one to have room. */
const batchesAtOnce = 100;

/**
 * A transport strategy for @nestjs/microservices: exactly once from Kafka to MongoDB and on to Kafka, in constant
 * space, a chunk of records per transaction. The protocol is explained in the README beside this folder.
 */
export class ChunkServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  override readonly transportId = Symbol('chunks');
  readonly #options: CompleteOptions;
  readonly #partitions = new Partitions();
  readonly #away: ServersAway;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #consumer: Consumer;
  readonly #producer: Producer;
  readonly #admin: Admin;
  #lanes: Lanes | undefined;
  #closed: Promise<void> | undefined;
  #state: 'starting' | 'running' | 'stopping' | 'crashed' = 'starting';

  constructor(options: ChunkServerOptions) {
    super();
    this.#options = completed(options);
    this.#away = new ServersAway(options.logger);
    this.#consumer = newConsumer(this.#options);
    this.#producer = newProducer(this.#options.kafka);
    this.#admin = this.#options.kafka.admin();
  }

  /** Nest's hook to subscribe to status events: this transport reports through `health()`. */
  override on(): never {
    throw new Error('the chunk transport has no events: read health()');
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Nest's signature
  override unwrap<T>(): T {
    return this.#consumer as T;
  }

  override listen(callback: (error?: unknown) => void): void {
    this.#start().then(() => {
      callback();
    }, callback);
  }

  /** Stops in order: no more batches, the chunk at work ends, its records are sent, the connections close. Once. */
  override async close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  /** With Kafka away neither consumer nor sends would end: what is pending then is for the next owner, as after a crash. */
  async #close(): Promise<void> {
    const { leaveWithinMs } = this.#options;
    if (this.#state !== 'crashed') this.#state = 'stopping';
    for (const timer of this.#timers) clearInterval(timer);
    await atMost(leaveWithinMs, this.#consumer.disconnect());
    await atMost(leaveWithinMs, this.#lanes?.settle());
    this.#lanes?.loseAll();
    await Promise.all([this.#producer.disconnect(), this.#admin.disconnect()]);
  }

  health(): MessagingHealth {
    const halted = (this.#lanes?.all ?? []).flatMap((lane) => (lane.halted ? [lane.halted] : []));
    return {
      alive: this.#state !== 'crashed',
      ready: this.#state === 'running' && this.#away.none,
      detail: { state: this.#state, away: this.#away.reasons, halted },
    };
  }

  async #start(): Promise<void> {
    const { logger } = this.#options;
    await Promise.all([this.#producer.connect(), this.#consumer.connect(), this.#admin.connect()]);
    await this.#refreshPartitions();
    const { runner, factsFirst } = this.#compose();
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, (event: ConsumerGroupJoinEvent) => {
      logger.info({ assignment: event.payload.memberAssignment }, 'joined the consumer group');
      void this.#lanes?.assign(event.payload.memberAssignment).catch((error: unknown) => {
        this.#isAway('mongodb', true, error);
      });
    });
    this.#consumer.on(this.#consumer.events.CRASH, (event) => {
      if (event.payload.restart) {
        this.#isAway('kafka', true, event.payload.error);
        return;
      }
      this.#state = 'crashed';
      logger.error({ error: event.payload.error }, 'the consumer has crashed');
      this.#options.onCrash(event.payload.error);
    });
    this.#consumer.on(this.#consumer.events.HEARTBEAT, () => {
      this.#isAway('kafka', false);
    });
    await this.#consumer.subscribe({ topics: this.#topics(), fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: batchesAtOnce,
      eachBatch: async (payload: EachBatchPayload) => runner.run(payload),
    });
    this.#every(metadataEveryMs, async () => this.#refreshPartitions());
    this.#every(this.#options.parkRetryMs, async () => runner.retryParked());
    this.#every(lookForFactsEveryMs, async () => factsFirst.look());
    this.#every(commitOffsetsEveryMs, async () => runner.commitOffsets());
    this.#state = 'running';
  }

  #compose(): { readonly runner: BatchRunner; readonly factsFirst: FactsFirst } {
    const options = this.#options;
    const collections = messagingCollections(options.connection);
    const positions = new Positions(collections.positions);
    const parked = new Parking(collections.parked);
    const publisher = this.#publisher();
    const lanes = this.#newLanes({ positions, parked, publisher });
    this.#lanes = lanes;
    const stores = options.stores();
    const { logger } = options;
    const using = { admin: this.#admin, positions, logger, now: Date.now };
    const factsFirst = new FactsFirst(factsOf(options), using);
    const runner = new BatchRunner(lanes, this.#consumer, options, {
      handlers: handlerTable(this.messageHandlers),
      stores,
      loadNeeds: async (chunk, needs) => loadNeeds(chunk, stores, needs),
      operations: new OperationLog(collections.positions),
      parking: limitsOf(options),
      parked,
      positions,
      publisher,
      factsFirst,
      partitions: this.#partitions,
      isStopping: () => this.#state === 'stopping',
      databaseDown: (down, error) => {
        this.#isAway('mongodb', down, error);
      },
    });
    return { runner, factsFirst };
  }

  #newLanes(parts: Pick<TakingOverWith, 'positions' | 'parked' | 'publisher'>): Lanes {
    const { service, connection, logger, forgetsSent } = this.#options;
    const warn = logger.warn.bind(logger);
    const takingOver = { ...parts, client: connection.getClient(), admin: this.#admin, forgetsSent, warn };
    return new Lanes(service, async () => connection.startSession(), takingOver, this.#laneEvents());
  }

  #publisher(): Publisher {
    const [away, back] = [this.#reports('kafka', true), this.#reports('kafka', false)];
    return new Publisher(this.#producer, this.#options.sliceBytes, away, back);
  }

  #laneEvents(): LaneEvents {
    const { logger, metrics } = this.#options;
    return {
      claimed: (lane) => {
        this.#consumer.seek({ topic: lane.topic, partition: lane.partition, offset: String(lane.next) });
        logger.info({ lane: lane.id, next: lane.next, epoch: lane.epoch }, 'lane taken over');
        metrics.halted(lane.id, false);
      },
      halted: (lane, why) => {
        this.#consumer.pause([{ topic: lane.topic, partitions: [lane.partition] }]);
        logger.error({ lane: lane.id }, why);
        metrics.halted(lane.id, true);
      },
      delayed: (lane, error) => {
        logger.warn({ lane: lane.id, error }, 'the lane cannot be taken over yet');
        if (isInfrastructureDown(error)) this.#isAway('mongodb', true, error);
      },
    };
  }

  #reports(server: AwayServer, away: boolean): (error?: unknown) => void {
    return (error) => {
      this.#isAway(server, away, error);
    };
  }

  #topics(): string[] {
    return this.#options.subscriptions.map(({ topic }) => this.#options.topicPrefix + topic);
  }

  async #refreshPartitions(): Promise<void> {
    const { publishes, topicPrefix } = this.#options;
    const reads = this.#topics();
    const writes = [...publishes.map((topic) => topicPrefix + topic), ...reads.map(deadLetterTopicOf)];
    await this.#partitions.refresh(this.#admin, { reads, writes });
  }

  #isAway(server: AwayServer, away: boolean, error?: unknown): void {
    this.#away.report(server, away, error);
  }

  #every(milliseconds: number, work: () => Promise<void>): void {
    const timer = setInterval(() => {
      work().catch((error: unknown) => {
        this.#options.logger.warn(
          { error },
          'background work of the transport failed; it will be tried again',
        );
      });
    }, milliseconds);
    this.#timers.push(timer);
  }
}

const limitsOf = (options: CompleteOptions): ParkingLimits => ({
  parkForMs: options.parkForMs,
  recordsPerLane: options.parkedPerLane,
  recordsPerKey: options.parkedPerKey,
});
