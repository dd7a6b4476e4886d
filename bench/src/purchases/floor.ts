/**
 * The raw floor, as a process of its own: kafkajs eachBatch → driver bulk writes in one transaction per chunk, with the
 * same durability, look-up of duplicates and outgoing records as the license-pool service; no framework, no validation.
 * Environment: KAFKA_BROKERS, MONGODB_URI, DATABASE, PREFIX.
 */
import kafkajs, { type KafkaMessage, type Message } from 'kafkajs';
import mongoose from 'mongoose';

const { Kafka, Partitioners, logLevel } = kafkajs;
const { KAFKA_BROKERS = '', MONGODB_URI = '', DATABASE = '', PREFIX = '' } = process.env;
const chunkSize = 1000;

const connection = await mongoose.createConnection(MONGODB_URI, { dbName: DATABASE }).asPromise();
const lots = connection.collection<{ _id: string }>('lots');
const pools = connection.collection<{ _id: string; quantity: number; available: number; version: number }>(
  'pools',
);
const positions = connection.collection<{ _id: string; next: number; pending: unknown[] }>('positions');
await Promise.all([lots, pools, positions].map(async ({ name }) => connection.createCollection(name)));
await lots.createIndex({ poolId: 1, purchasedAt: 1 }, {}, {});

const kafka = new Kafka({ brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.NOTHING });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
const consumer = kafka.consumer({
  groupId: `${PREFIX}floor`,
  maxWaitTimeInMs: 100,
  maxBytesPerPartition: 2_000_000,
});
await Promise.all([producer.connect(), consumer.connect()]);
await consumer.subscribe({ topics: [`${PREFIX}orders.v1`], fromBeginning: true });
const sending = new Map<number, Promise<unknown>>();
await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: 3,
  eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }) => {
    for (let from = 0; from < batch.messages.length; from += chunkSize) {
      const messages = batch.messages.slice(from, from + chunkSize);
      await chunk(batch.partition, messages);
      resolveOffset(messages[messages.length - 1]?.offset ?? '0');
      await heartbeat();
    }
    await sending.get(batch.partition);
    await commitOffsetsIfNecessary();
  },
});

interface Order {
  readonly orderId: string;
  readonly line: string;
  readonly partnerId: string;
  readonly sku: string;
  readonly term: string;
  readonly quantity: number;
  readonly purchasedAt: string;
}

type Pending = { topic: string; key: string; value: string; headers: Record<string, string> }[];

async function chunk(partition: number, messages: readonly KafkaMessage[]): Promise<void> {
  let pending: Pending = [];
  const session = connection.getClient().startSession();
  const options = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;
  try {
    await session.withTransaction(async () => {
      pending = await credit(messages, session);
      const next = Number(messages[messages.length - 1]?.offset) + 1;
      const position = { $set: { next, pending } };
      await positions.updateOne({ _id: String(partition) }, position, { session, upsert: true });
      await sending.get(partition);
    }, options);
  } finally {
    await session.endSession();
  }
  sending.set(partition, send(pending));
}

async function credit(messages: readonly KafkaMessage[], session: mongoose.ClientSession): Promise<Pending> {
  const orders = messages.map(({ value }) => JSON.parse(String(value)) as Order);
  const ids = orders.map(({ orderId, line }) => `${orderId}/${line}`);
  const found = await lots.find({ _id: { $in: ids } }, { session, projection: { _id: 1 } }).toArray();
  const known = new Set(found.map(({ _id }) => _id));
  const pending: Pending = [];
  const sums = new Map<string, number>();
  const documents = orders.flatMap((order, n) => {
    const lot = lotOf(order, ids[n] ?? '');
    if (known.has(lot._id)) return [];
    sums.set(lot.poolId, (sums.get(lot.poolId) ?? 0) + order.quantity);
    pending.push(...recordsOf(order, lot, messages[n]));
    return [lot];
  });
  await lots.insertMany(documents, { session });
  const increments = [...sums].map(([_id, quantity]) => ({
    updateOne: {
      filter: { _id },
      update: { $inc: { quantity, available: quantity, version: 1 } },
      upsert: true,
    },
  }));
  await pools.bulkWrite(increments, { session, ordered: false });
  return pending;
}

const lotOf = (order: Order, id: string) => ({
  _id: id,
  poolId: `${order.partnerId}:${order.sku}:${order.term}`,
  provenance: 'purchase',
  source: { orderId: order.orderId, line: order.line },
  quantity: order.quantity,
  counts: {
    available: order.quantity,
    reserved: 0,
    assigned: 0,
    retired: 0,
    expired: 0,
    refunded: 0,
    transferredOut: 0,
  },
  purchasedAt: order.purchasedAt,
  version: 1,
});

/** A receipt and an event for each purchase, as many bytes as the service's own. */
function recordsOf(order: Order, lot: ReturnType<typeof lotOf>, message: KafkaMessage | undefined) {
  const headers = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_type: 'reservoir.license-pool.lot-added.v1',
    ce_source: '/reservoir/license-pool',
    ce_id: `license-pool:${PREFIX}orders.v1/0#${message?.offset ?? ''}`,
    ce_time: '2026-11-21T10:00:00.000Z',
    ce_correlationid: String(message?.headers?.['ce_id'] ?? ''),
    ce_causationid: String(message?.headers?.['ce_id'] ?? ''),
    ce_sequence: '1',
    lane: `license-pool:${PREFIX}orders.v1/0`,
    lanesequence: message?.offset ?? '',
  };
  const { _id, poolId, ...state } = lot;
  const { partnerId, sku, term, quantity } = order;
  const pool = { partnerId, sku, term, quantity, counts: lot.counts, version: 1 };
  const event = { pool, lots: [{ id: _id, distributorId: 'distributor-one', expiresAt: null, ...state }] };
  const receipt = {
    eventId: headers.ce_correlationid,
    orderId: order.orderId,
    line: order.line,
    refundId: null,
    partnerId,
    outcome: 'accepted',
    lotId: _id,
    quantity,
    reason: null,
  };
  return [
    { topic: `${PREFIX}license-pool.events.v1`, key: poolId, value: JSON.stringify(event), headers },
    { topic: `${PREFIX}orders.receipts.v1`, key: partnerId, value: JSON.stringify(receipt), headers },
  ];
}

async function send(records: readonly ({ topic: string } & Message)[]): Promise<void> {
  const byTopic = new Map<string, Message[]>();
  for (const { topic, ...message } of records) {
    const list = byTopic.get(topic);
    if (list) list.push(message);
    else byTopic.set(topic, [message]);
  }
  for (const [topic, messages] of byTopic)
    for (let from = 0; from < messages.length; from += 500)
      await producer.send({ topic, acks: -1, messages: messages.slice(from, from + 500) });
}
