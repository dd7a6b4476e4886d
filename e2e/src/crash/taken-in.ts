import { eventually } from '@reservoir/testing';
import { Kafka, logLevel } from 'kafkajs';
import type { Connection } from 'mongoose';

/** How far the lanes of a topic are, by lane. */
export async function positionsOf(
  connection: Connection,
  topic: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await connection
    .collection<{ _id: string; next: number }>('aggregates')
    .find({ _id: { $gte: `${topic}/`, $lt: `${topic}0` } })
    .toArray();
  return new Map(rows.map(({ _id, next }) => [_id, next]));
}

/** The sum of `next` over all positions of a topic: grows with every record taken in. */
async function takenIn(connection: Connection, topic: string): Promise<number> {
  const positions = await positionsOf(connection, topic);
  return [...positions.values()].reduce((sum, next) => sum + next, 0);
}

/** A topic, and the database of a service that reads it. */
export interface Reading {
  readonly reader: Connection;
  readonly topic: string;
}

/** Until the positions of the services have reached the ends of their topics. */
export async function untilTakenIn(brokers: string, readings: readonly Reading[]): Promise<void> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await eventually(
      async () => {
        for (const { reader, topic } of readings) {
          const ends = await admin.fetchTopicOffsets(topic);
          const end = ends.reduce((sum, { high }) => sum + Number(high), 0);
          const now = await takenIn(reader, topic);
          if (now < end) throw new Error(`${topic}: ${now} of ${end} taken in`);
        }
      },
      { timeoutMs: 180_000, everyMs: 200 },
    );
  } finally {
    await admin.disconnect();
  }
}
