import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka, KafkaMessage } from 'kafkajs';

/** What to read. */
export interface TailOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  /** What the group's name begins with. */
  readonly groupPrefix: string;
  readonly onRecord: (record: KafkaMessage) => void;
}

/**
 * Reads a topic from its beginning, and on as it grows, for this process alone. It resolves when all that was there has
 * been read. A record is given once, in order, also when the group begins again.
 * @returns how to stop it
 */
export async function tailTopic(options: TailOptions): Promise<() => Promise<void>> {
  const { kafka, topic, groupPrefix, onRecord } = options;
  const missing = await lastOffsets(kafka, topic);
  const seen = new Map<number, number>();
  let caughtUp = (): void => undefined;
  const end = new Promise<void>((resolve) => (caughtUp = resolve));
  const consumer = kafka.consumer({
    groupId: `${groupPrefix}-${randomUUID()}`,
    maxWaitTimeInMs: 250,
    minBytes: 1,
    allowAutoTopicCreation: false,
    retry: { retries: Number.MAX_SAFE_INTEGER, restartOnFailure: async () => Promise.resolve(true) },
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      const offset = Number(message.offset);
      if (offset <= (seen.get(partition) ?? -1)) return Promise.resolve();
      seen.set(partition, offset);
      onRecord(message);
      if ((missing.get(partition) ?? Infinity) <= offset) missing.delete(partition);
      if (missing.size === 0) caughtUp();
      return Promise.resolve();
    },
  });
  if (missing.size === 0) caughtUp();
  await end;
  return async () => consumer.disconnect();
}

/** The last offset of each partition that has records: the compaction of a topic never takes that one away. */
async function lastOffsets(kafka: Kafka, topic: string): Promise<Map<number, number>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = await retried(async () => admin.fetchTopicOffsets(topic));
    return new Map(
      ends.flatMap(({ partition, low, high }) => (low === high ? [] : [[partition, Number(high) - 1]])),
    );
  } finally {
    await admin.disconnect();
  }
}

/** A topic that has just been made has no leader for a moment; kafkajs does not wait for one here. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 50; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || (error as { retriable?: boolean }).retriable !== true) throw error;
      await sleep(200);
    }
  }
}
