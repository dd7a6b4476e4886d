import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import { type Told, told } from './told.js';

const { Kafka, logLevel } = kafkajs;

/** What has happened in the system, as it is told to people. */
export interface Story {
  /** What has happened since the last call, in the order of its time; waits until nothing more arrives. */
  next(): Promise<readonly Told[]>;
  close(): Promise<void>;
}

const topics = ['license-pool', 'contracts', 'points-exchange', 'companies'].map(
  (name) => `${name}.events.v1`,
);
const quietMs = 400;

/** Listens to the events of all services, from now on. */
export async function followEvents(brokers: string, prefix: string): Promise<Story> {
  const kafka = new Kafka({ clientId: 'demo-year', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `${prefix}demo-${randomUUID()}`, maxWaitTimeInMs: 100 });
  let heard: Told[] = [];
  let heardAt = performance.now();
  await consumer.connect();
  await consumer.subscribe({ topics: topics.map((topic) => prefix + topic), fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message: { value, headers = {} } }) => {
      heardAt = performance.now();
      const type = String(headers['ce_type']).split('.')[2] ?? '';
      const data = JSON.parse(String(value)) as Readonly<Record<string, unknown>>;
      heard.push(...told(type, data, String(headers['ce_time'])));
      return Promise.resolve();
    },
  });
  const next = async (): Promise<readonly Told[]> => {
    do await sleep(quietMs);
    while (performance.now() - heardAt < quietMs);
    const all = heard.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    heard = [];
    return all;
  };
  await next(); // what was there before the story begins
  return { next, close: async () => consumer.disconnect() };
}
