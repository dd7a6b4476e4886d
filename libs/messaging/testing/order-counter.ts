import { Controller, type INestMicroservice, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { systemClock } from '@reservoir/kernel';
import { type DataOf, licenseOrderReceipt, licensePurchased } from '@reservoir/messages';
import { type Kafka } from 'kafkajs';
import { type Connection, Schema } from 'mongoose';
import {
  Aggregates,
  ChunkServer,
  type ChunkServerOptions,
  Handles,
  type MessagingMetrics,
  type RecordContext,
  type Versioned,
} from '../src/index.js';

type Purchase = DataOf<typeof licensePurchased>;

/** What the smallest possible service counts of a partner's purchases. */
export interface Tally extends Versioned {
  readonly orders: number;
  readonly licences: number;
}

/** Asked before each record: throws to play a bug, or says that a prerequisite is missing. */
export type Interference = (purchase: Purchase) => 'handle' | 'park' | 'dead-letter';

const TALLIES = Symbol('tallies');
const INTERFERE = Symbol('interfere');

@Controller()
class OrderCounter {
  constructor(
    @Inject(TALLIES) private readonly tallies: Aggregates<Tally>,
    @Inject(INTERFERE) private readonly interfere: Interference,
  ) {}

  @Handles(licensePurchased, ({ partnerId }) => ({ tallies: [partnerId] }))
  count(purchase: Purchase, context: RecordContext<Purchase>): void {
    const action = context.lastAttempt ? 'dead-letter' : this.interfere(purchase);
    const reason = { code: 'planted', detail: 'planted by the test' };
    if (action === 'park') return context.park(reason);
    if (action === 'dead-letter') return context.deadLetter(reason);
    const { partnerId, orderId, line, quantity } = purchase;
    const before = this.tallies.find(context.chunk, partnerId);
    this.tallies.put(context.chunk, {
      id: partnerId,
      version: (before?.version ?? 0) + 1,
      orders: (before?.orders ?? 0) + 1,
      licences: (before?.licences ?? 0) + quantity,
    });
    const receipt = {
      eventId: context.record.id,
      orderId,
      line,
      refundId: null,
      partnerId,
      lotId: null,
    } as const;
    context.publish(licenseOrderReceipt, { ...receipt, outcome: 'accepted', quantity, reason: null });
  }
}

/** Counts nothing: for tests that look at effects. */
export const noMetrics: MessagingMetrics = {
  chunk: () => undefined,
  retry: () => undefined,
  deadLetter: () => undefined,
  skipped: () => undefined,
  ignored: () => undefined,
  lag: () => undefined,
  outbox: () => undefined,
  parked: () => undefined,
  halted: () => undefined,
  fenced: () => undefined,
};

/** Says nothing. */
export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A running counter of orders, over the real transport. */
export interface RunningCounter {
  readonly server: ChunkServer;
  readonly tallies: Aggregates<Tally>;
  stop(): Promise<void>;
}

/** Starts the smallest possible service: it counts purchases by partner and answers each with a receipt. */
export async function startOrderCounter(
  kafka: Kafka,
  connection: Connection,
  options: Partial<ChunkServerOptions> & { readonly topicPrefix: string; readonly groupId: string },
  interfere: Interference = () => 'handle',
): Promise<RunningCounter> {
  const schema = new Schema({ _id: String }, { strict: false, versionKey: false });
  const model = connection.models['tallies'] ?? connection.model('tallies', schema, 'tallies');
  const tallies = new Aggregates<Tally>(model.collection as never);
  const server = new ChunkServer({
    service: 'order-counter',
    kafka,
    connection,
    stores: () => ({ tallies }),
    subscriptions: [{ topic: 'orders.v1', malformed: 'dead-letter' }],
    publishes: ['orders.receipts.v1'],
    clock: systemClock,
    logger: silent,
    metrics: noMetrics,
    onCrash: () => undefined,
    ...options,
  });

  @Module({
    controllers: [OrderCounter],
    providers: [
      { provide: TALLIES, useValue: tallies },
      { provide: INTERFERE, useValue: interfere },
    ],
  })
  class CounterModule {}

  const app: INestMicroservice = await NestFactory.createMicroservice(CounterModule, {
    strategy: server,
    logger: false,
  });
  await app.listen();
  return { server, tallies, stop: async () => app.close() };
}
