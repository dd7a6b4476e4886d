/**
 * What a Nest team writes today, as a process of its own: stock Transport.KAFKA, `@EventPattern` per message, mongoose,
 * ClientKafka.emit. Environment: KAFKA_BROKERS, MONGODB_URI, DATABASE, PREFIX, TRANSACTION=on|off.
 */
import 'reflect-metadata';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type ClientKafka, ClientsModule, EventPattern, Payload, Transport } from '@nestjs/microservices';
import mongoose, { type ClientSession, Schema } from 'mongoose';
import { lastValueFrom } from 'rxjs';

const { KAFKA_BROKERS = '', MONGODB_URI = '', DATABASE = '', PREFIX = '', TRANSACTION = 'on' } = process.env;
const brokers = KAFKA_BROKERS.split(',');
const durable = { w: 'majority', j: true } as const;
const connection = await mongoose
  .createConnection(MONGODB_URI, { dbName: DATABASE, writeConcern: durable })
  .asPromise();

const lotSchema = new Schema({
  _id: String,
  poolId: String,
  quantity: Number,
  available: Number,
  purchasedAt: Date,
  source: { orderId: String, line: String },
});
lotSchema.index({ poolId: 1, purchasedAt: 1 });
const Lot = connection.model('lots', lotSchema);
const Pool = connection.model(
  'pools',
  new Schema({ _id: String, quantity: Number, available: Number, version: Number }),
);
await Promise.all([Lot.createCollection(), Pool.createCollection()]);
await Lot.createIndexes();

interface Order {
  readonly orderId: string;
  readonly line: string;
  readonly partnerId: string;
  readonly sku: string;
  readonly term: string;
  readonly quantity: number;
  readonly purchasedAt: string;
}

/** Nest's types of EventPattern do not fit exactOptionalPropertyTypes. */
const OnRecord = EventPattern as (topic: string) => MethodDecorator;

@Controller()
class Orders {
  constructor(@Inject('KAFKA') private readonly client: ClientKafka) {}

  @OnRecord(`${PREFIX}orders.v1`)
  async purchased(@Payload() order: Order): Promise<void> {
    const poolId = `${order.partnerId}:${order.sku}:${order.term}`;
    let pool: unknown;
    if (TRANSACTION === 'on')
      await connection.transaction(
        async (session) => {
          pool = await store(order, poolId, session);
        },
        { writeConcern: durable },
      );
    else pool = await store(order, poolId);
    if (!pool) return;
    const event = { pool, lots: [{ id: `${order.orderId}/${order.line}`, quantity: order.quantity }] };
    const receipt = {
      orderId: order.orderId,
      line: order.line,
      partnerId: order.partnerId,
      outcome: 'accepted',
    };
    await lastValueFrom(this.client.emit(`${PREFIX}license-pool.events.v1`, { key: poolId, value: event }));
    await lastValueFrom(
      this.client.emit(`${PREFIX}orders.receipts.v1`, { key: order.partnerId, value: receipt }),
    );
  }
}

async function store(order: Order, poolId: string, session: ClientSession | null = null): Promise<unknown> {
  const _id = `${order.orderId}/${order.line}`;
  if (await Lot.findById(_id).session(session)) return undefined;
  const { orderId, line, quantity, purchasedAt } = order;
  await Lot.create([{ _id, poolId, quantity, available: quantity, purchasedAt, source: { orderId, line } }], {
    session,
  });
  return Pool.findOneAndUpdate(
    { _id: poolId },
    { $inc: { quantity, available: quantity, version: 1 } },
    { upsert: true, returnDocument: 'after', session },
  ).lean();
}

const client = { brokers, logLevel: 0 };

@Module({
  imports: [
    ClientsModule.register([
      {
        name: 'KAFKA',
        transport: Transport.KAFKA,
        options: { client, producerOnlyMode: true, send: { acks: -1 } },
      },
    ]),
  ],
  controllers: [Orders],
})
class StockModule {}

const app = await NestFactory.createMicroservice(StockModule, {
  logger: ['error'],
  transport: Transport.KAFKA,
  options: {
    client,
    consumer: { groupId: `${PREFIX}stock` },
    subscribe: { fromBeginning: true },
    run: { partitionsConsumedConcurrently: 3 },
  },
});
await app.listen();
