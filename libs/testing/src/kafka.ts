import { randomUUID } from 'node:crypto';
import kafkajs, { type Admin, type IHeaders, Kafka, type Message, Partitioners, logLevel } from 'kafkajs';
import { serverAddresses } from './environment.js';
import { eventually } from './eventually.js';

/** A record as it lies in Kafka. */
export interface TestRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A topic to create; one partition unless told otherwise. */
export interface TestTopic {
  readonly topic: string;
  readonly partitions?: number;
  /** Settings of the topic, such as `cleanup.policy`. */
  readonly config?: Readonly<Record<string, string>>;
}

/** A client of the run's Kafka. It logs nothing: failures reach the test as errors. */
export function testKafka(clientId = 'test'): Kafka {
  return new Kafka({
    clientId,
    brokers: serverAddresses().kafkaBrokers.split(','),
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, retries: 5 },
  });
}

/** Creates topics and waits until every partition has a leader. Those that exist are left as they are. */
export async function createTopics(topics: readonly TestTopic[]): Promise<void> {
  await withAdmin(async (admin) => {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.map(({ topic, partitions = 1, config = {} }) => ({
        topic,
        numPartitions: partitions,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      })),
    });
  });
}

/** Removes every topic whose name starts with a prefix: for `afterAll`, with the prefix of `uniqueNames`. */
export async function deleteTopics(prefix: string): Promise<void> {
  await withAdmin(async (admin) => {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  });
}

/** The shortest session that this Kafka grants to consumers, in milliseconds; Kafka's default when it does not tell. */
export async function shortestSessionMs(): Promise<number> {
  const name = 'group.min.session.timeout.ms';
  return withAdmin(async (admin) => {
    const { brokers } = await admin.describeCluster();
    const resource = {
      type: kafkajs.ConfigResourceTypes.BROKER,
      name: String(brokers[0]?.nodeId),
      configNames: [name],
    };
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
    return Number(resources[0]?.configEntries[0]?.configValue ?? 6000);
  });
}

/** Publishes records in order, acknowledged by all replicas; a message may name its partition. */
export async function produce(topic: string, messages: readonly Message[]): Promise<void> {
  const producer = testKafka().producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    await producer.send({ topic, acks: -1, messages: [...messages] });
  } finally {
    await producer.disconnect();
  }
}

/** A topic that is being listened to: its records from the beginning, growing as they are published. */
export interface Tap {
  readonly records: readonly TestRecord[];
  close(): Promise<void>;
}

/** Listens to topics from their beginning, in a consumer group of its own; look at `records` with `eventually`. */
export async function tapTopics(...topics: readonly string[]): Promise<Tap> {
  const records: TestRecord[] = [];
  const consumer = testKafka().consumer({ groupId: `tap-${randomUUID()}`, maxWaitTimeInMs: 50 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ topic, partition, message }) => {
      const { key, value, headers = {} } = message;
      records.push({
        topic,
        partition,
        offset: BigInt(message.offset),
        key: key === null ? null : String(key),
        value,
        headers: textHeaders(headers),
      });
      return Promise.resolve();
    },
  });
  return { records, close: () => consumer.disconnect() };
}

/**
 * Every record that a topic holds now, partition by partition in order.
 * @throws Error when they cannot be read within 60 s.
 */
export async function consumeAll(topic: string): Promise<readonly TestRecord[]> {
  const ends = await withAdmin((admin) => admin.fetchTopicOffsets(topic));
  const tap = await tapTopics(topic);
  const isWhole = (): boolean =>
    ends.every(({ partition, low, high }) => {
      const last = BigInt(high) - 1n;
      return (
        high === low || tap.records.some((record) => record.partition === partition && record.offset >= last)
      );
    });
  try {
    await eventually(
      () => {
        if (!isWhole()) throw new Error(`${topic} was not read to its end: ${tap.records.length} records`);
      },
      { timeoutMs: 60_000, everyMs: 100 },
    );
    return [...tap.records].sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
  } finally {
    await tap.close();
  }
}

async function withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = testKafka().admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

function textHeaders(headers: IHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));
}
