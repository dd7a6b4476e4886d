import { setTimeout as sleep } from 'node:timers/promises';
import { type OrderRecord, generateOrders } from '@reservoir/tools/orders';
import { Kafka, Partitioners, logLevel } from 'kafkajs';

/** What was published, and what must have become of it. */
export interface Sent {
  /** Order line → licences. */
  readonly purchases: ReadonlyMap<string, number>;
  readonly deliveries: number;
  readonly duplicates: number;
  /** Values of the records that nobody can read. */
  readonly poison: ReadonlySet<string>;
}

/** All that several streams sent. */
export const together = (streams: readonly Sent[]): Sent => ({
  purchases: new Map(streams.flatMap(({ purchases }) => [...purchases])),
  poison: new Set(streams.flatMap(({ poison }) => [...poison])),
  deliveries: streams.reduce((sum, { deliveries }) => sum + deliveries, 0),
  duplicates: streams.reduce((sum, { duplicates }) => sum + duplicates, 0),
});

/** A stream of orders that runs until it is stopped. */
export interface Load {
  stop(): Promise<Sent>;
}

export interface LoadOptions {
  readonly brokers: string;
  readonly topic: string;
  readonly perSecond: number;
  readonly seed: number;
  readonly run: string;
}

const partners = ['partner-gold', 'partner-silver', 'partner-chain'].map((partnerId) => ({
  partnerId,
  distributorId: 'distributor-one',
}));

/** Publishes purchases with 20 % repeated deliveries and 1 % poison, steadily. */
export async function startLoad(options: LoadOptions): Promise<Load> {
  const kafka = new Kafka({
    clientId: 'load',
    brokers: options.brokers.split(','),
    logLevel: logLevel.NOTHING,
  });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const orders = ordersOf(options);
  const sent: Tally = { purchases: new Map(), deliveries: 0, duplicates: 0, poison: new Set() };
  const stopping = new AbortController();
  const done = (async () => {
    const started = performance.now();
    while (!stopping.signal.aborted) {
      const batch = take(orders, Math.max(1, Math.round(options.perSecond / 20)));
      for (const record of batch) remember(sent, record);
      const messages = batch.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } }));
      await producer.send({ topic: options.topic, acks: -1, messages });
      const aheadMs = (sent.deliveries / options.perSecond) * 1000 - (performance.now() - started);
      if (aheadMs > 0) await sleep(aheadMs);
    }
    await producer.disconnect();
  })();
  return {
    stop: async () => {
      stopping.abort();
      await done;
      return sent;
    },
  };
}

const ordersOf = ({ seed, run }: LoadOptions): Iterator<OrderRecord> =>
  generateOrders({
    count: 10_000_000,
    seed,
    run,
    partners,
    skus: ['endpoint-security:secure-plus', 'edr-standalone', 'patch-management'],
    terms: ['Y1', 'Y3'],
    skew: 0.5,
    duplicates: 0.2,
    refunds: 0,
    malformed: 0.01,
    unknownPartners: 0,
    purchasedAt: new Date().toISOString(),
  });

interface Tally {
  purchases: Map<string, number>;
  deliveries: number;
  duplicates: number;
  poison: Set<string>;
}

function remember(sent: Tally, { kind, value, purchase }: OrderRecord): void {
  sent.deliveries += 1;
  if (kind === 'malformed') sent.poison.add(value);
  if (kind === 'duplicate') sent.duplicates += 1;
  if (kind === 'purchase' && purchase) sent.purchases.set(purchase.orderId, purchase.quantity);
}

function take(from: Iterator<OrderRecord>, count: number): OrderRecord[] {
  const taken: OrderRecord[] = [];
  while (taken.length < count) {
    const next = from.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}
