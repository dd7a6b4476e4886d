import { type INestMicroservice, Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { systemClock } from '@reservoir/kernel';
import type { Kafka } from 'kafkajs';
import { type Connection, Schema } from 'mongoose';
import {
  Aggregates,
  ChunkServer,
  type ChunkServerOptions,
  type ChunkStores,
  type MessagingMetrics,
  type Versioned,
} from '../src/index.js';

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

/** What differs from one small service to another. */
export interface SmallService {
  readonly service: string;
  readonly controller: Type;
  readonly providers: readonly Provider[];
  readonly stores: ChunkStores;
  /** The topic that it reads; it sets aside what cannot be read. */
  readonly reads: string;
  readonly publishes: readonly string[];
}

/** Options that every run of a test has. */
export type SmallOptions = Partial<ChunkServerOptions> & {
  readonly topicPrefix: string;
  readonly groupId: string;
};

/** A running service, over the real transport. */
export interface RunningService {
  readonly server: ChunkServer;
  stop(): Promise<void>;
}

/** Starts a service of one controller. */
export async function startSmallService(
  { kafka, connection }: { readonly kafka: Kafka; readonly connection: Connection },
  { service, controller, providers, stores, reads, publishes }: SmallService,
  options: SmallOptions,
): Promise<RunningService> {
  const server = new ChunkServer({
    service,
    kafka,
    connection,
    stores: () => stores,
    subscriptions: [{ topic: reads, malformed: 'dead-letter' }],
    publishes,
    clock: systemClock,
    logger: silent,
    metrics: noMetrics,
    onCrash: () => undefined,
    ...options,
  });

  @Module({ controllers: [controller], providers: [...providers] })
  class SmallModule {}

  const app: INestMicroservice = await NestFactory.createMicroservice(SmallModule, {
    strategy: server,
    logger: false,
  });
  await app.listen();
  return { server, stop: async () => app.close() };
}

/** Aggregates of a collection of the test's database. */
export function testAggregates<State extends Versioned>(
  connection: Connection,
  name: string,
): Aggregates<State> {
  const schema = new Schema({ _id: String }, { strict: false, versionKey: false });
  const model = connection.models[name] ?? connection.model(name, schema, name);
  return new Aggregates<State>(model);
}
