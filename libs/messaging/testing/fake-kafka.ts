import type { ConsumerConfig, Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';

type Listener = (event: { readonly payload: unknown }) => void;

const done = async (): Promise<void> => Promise.resolve();

/** Kafka without brokers: the test says what happens to the consumer. */
export class FakeKafka {
  /** What the consumer was made with. */
  consumerConfig: ConsumerConfig | undefined;
  disconnected = false;
  /** No broker answers: whoever says good-bye waits for ever. */
  away = false;
  readonly #listeners = new Map<string, Listener>();

  get kafka(): Kafka {
    return {
      consumer: (config: ConsumerConfig) => {
        this.consumerConfig = config;
        return this.#consumer;
      },
      producer: () => ({ connect: done, disconnect: done }),
      admin: () => ({
        connect: done,
        disconnect: done,
        fetchTopicMetadata: async ({ topics }: { topics: string[] }) =>
          Promise.resolve({ topics: topics.map((name) => ({ name, partitions: [] })) }),
      }),
    } as unknown as Kafka;
  }

  /** kafkajs tells of an event of the consumer. */
  tell(event: 'CRASH' | 'HEARTBEAT', payload: unknown = {}): void {
    this.#listeners.get(event)?.({ payload });
  }

  readonly #consumer = {
    events: { GROUP_JOIN: 'GROUP_JOIN', CRASH: 'CRASH', HEARTBEAT: 'HEARTBEAT' },
    on: (event: string, listener: Listener) => this.#listeners.set(event, listener),
    connect: done,
    subscribe: done,
    run: done,
    disconnect: async () => {
      this.disconnected = true;
      return this.away ? new Promise<void>(() => undefined) : done();
    },
  };
}

/** A connection that is never used. */
export const idleConnection = {
  getClient: () => ({}),
  models: { positions: {}, parked: {} },
} as unknown as Connection;
