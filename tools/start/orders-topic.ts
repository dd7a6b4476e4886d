import { readFile } from 'node:fs/promises';
import kafkajs, { type Producer } from 'kafkajs';

const { Kafka, Partitioners, logLevel } = kafkajs;

/** A CloudEvent in structured mode, as upstream order systems publish it. */
export interface OrderEvent {
  readonly id: string;
  readonly data: { readonly orderId: string; readonly partnerId: string } & Readonly<Record<string, unknown>>;
}

/** Publishes order events as an upstream system does. */
export interface OrdersTopic {
  publish(event: OrderEvent): Promise<void>;
  close(): Promise<void>;
}

/** Connects to `orders.v1`. @param prefix stands before the topic's name, for systems that share servers */
export async function openOrdersTopic(brokers: string, prefix = ''): Promise<OrdersTopic> {
  const kafka = new Kafka({ clientId: 'demo-shop', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const producer: Producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  return {
    publish: async (event) => {
      const headers = { 'content-type': 'application/cloudevents+json' };
      const message = { key: event.data.partnerId, value: JSON.stringify(event), headers };
      await producer.send({ topic: `${prefix}orders.v1`, acks: -1, messages: [message] });
    },
    close: async () => producer.disconnect(),
  };
}

/** Reads an event of tools/demo and gives it an order id of its own, so that it is a new order at each start. */
export async function readDemoEvent(file: string, run: string): Promise<OrderEvent> {
  const event = JSON.parse(await readFile(new URL(`../demo/${file}`, import.meta.url), 'utf8')) as OrderEvent;
  return {
    ...event,
    id: `${event.id}-${run}`,
    data: { ...event.data, orderId: `${event.data.orderId}-${run}` },
  };
}
