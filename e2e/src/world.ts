import { join } from 'node:path';
import { eventually, serverAddresses, uniqueNames } from '@reservoir/testing';
import { type Api, type Platform, apiOf, loadDemoWorld, startPlatform } from '@reservoir/tools/platform';
import { Kafka, type Message, Partitioners, type Producer, logLevel } from 'kafkajs';
import { cleanUp } from './clean-up.js';

/** The whole system with the demonstration world, for one test file. */
export interface World {
  readonly platform: Platform;
  readonly topicPrefix: string;
  readonly database: string;
  readonly operator: Api;
  /** A caller with total control over a company. */
  as(company: string, role?: 'total-control' | 'monitoring'): Promise<Api>;
  /** Publishes records on `orders.v1`. */
  publish(...messages: readonly Message[]): Promise<void>;
  /** Publishes records on `usage.v1`. */
  publishUsage(...messages: readonly Message[]): Promise<void>;
  /** Waits for the receipts of an order. */
  receipts(partnerId: string, orderId: string, count?: number): Promise<readonly Receipt[]>;
  stop(): Promise<void>;
}

export interface Receipt {
  readonly outcome: 'accepted' | 'duplicate' | 'refused';
  readonly lotId: string | null;
  readonly reason: { readonly code: string; readonly rule: string } | null;
}

export interface WorldOptions {
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts every service on the servers of the run, under names of its own, and loads the demonstration world. */
export async function startWorld(fileUrl: string, { env = {} }: WorldOptions = {}): Promise<World> {
  const servers = serverAddresses();
  const { prefix } = uniqueNames(fileUrl);
  const topicPrefix = `${prefix}.`;
  const logFolder = join(process.cwd(), '.data', 'e2e', prefix);
  const platform = await startPlatform({ servers, topicPrefix, database: prefix, logFolder, env });
  const operator = apiOf(platform.url, await platform.issuer.token({ role: 'operator' }));
  await loadDemoWorld(operator);
  const producer = await connectProducer(servers.kafkaBrokers);
  return {
    platform,
    topicPrefix,
    database: prefix,
    operator,
    as: async (company, role = 'total-control') =>
      apiOf(platform.url, await platform.issuer.token({ company, role })),
    publish: async (...messages) => {
      await producer.send({ topic: `${topicPrefix}orders.v1`, acks: -1, messages: [...messages] });
    },
    publishUsage: async (...messages) => {
      await producer.send({ topic: `${topicPrefix}usage.v1`, acks: -1, messages: [...messages] });
    },
    receipts: async (partnerId, orderId, count = 1) =>
      eventually(
        async () => {
          const { body } = await operator.get(`/v1/partners/${partnerId}/order-receipts?orderId=${orderId}`);
          const { items } = body as { items: readonly Receipt[] };
          if (items.length < count) throw new Error(`${items.length} of ${count} receipts for ${orderId}`);
          return items;
        },
        { timeoutMs: 30_000 },
      ),
    stop: async () => {
      await producer.disconnect();
      await platform.stop();
      await cleanUp(prefix);
    },
  };
}

async function connectProducer(brokers: string): Promise<Producer> {
  const kafka = new Kafka({ clientId: 'e2e', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  return producer;
}

/** A purchase as an upstream system publishes it, in structured mode. */
export function purchaseEvent(orderId: string, change: Readonly<Record<string, unknown>> = {}): Message {
  const data = {
    orderId,
    line: '1',
    distributorId: 'distributor-one',
    partnerId: 'partner-gold',
    sku: 'endpoint-security:secure-plus',
    term: 'Y1',
    quantity: 10,
    purchasedAt: '2026-11-21T10:00:00Z',
    ...change,
  };
  const event = {
    specversion: '1.0',
    id: `event-${orderId}`,
    source: '/shop',
    type: 'orders.license-purchased.v1',
    data,
  };
  return {
    key: data.partnerId,
    value: JSON.stringify(event),
    headers: { 'content-type': 'application/cloudevents+json' },
  };
}

/** A complete request for `POST /v1/contracts`. */
export const assignmentOf = (customerId: string, change: Readonly<Record<string, unknown>> = {}) => ({
  customerId,
  product: 'endpoint-security',
  protectionModel: 'secure-plus',
  addOns: [],
  managedServices: [],
  mode: 'commercial',
  term: 'Y1',
  quantity: 5,
  managementModel: 'delegated',
  autoRenew: { on: true },
  ...change,
});
