import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import {
  type MessageDefinition,
  assortmentChanged,
  modulePublished,
  pricesChanged,
  productPublished,
  toKafkaMessage,
} from '@reservoir/messages';
import {
  type TestMongo,
  connectMongo,
  consumeAll,
  createTopics,
  deleteTopics,
  eventually,
  produce,
  uniqueNames,
} from '@reservoir/testing';
import { demoCatalog } from '@reservoir/testing/demo';
import { ServiceProcess } from '@reservoir/testing/service-process';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const names = uniqueNames(import.meta.url);
const { prefix } = names;
const topic = names.topic('catalog.events.v1');
const versions = 20;
const mongos: TestMongo[] = [];

/** A topic that Kafka compacts within seconds instead of hours. */
const compactedSoon = {
  'cleanup.policy': 'compact',
  'segment.ms': '200',
  'min.cleanable.dirty.ratio': '0.001',
  'min.compaction.lag.ms': '0',
  'max.compaction.lag.ms': '1000',
  'delete.retention.ms': '0',
};

beforeAll(() => createTopics([{ topic, partitions: 2, config: compactedSoon }]));
afterAll(async () => {
  for (const mongo of mongos) await mongo.drop();
  await deleteTopics(prefix);
}, 60_000);

function fact(message: MessageDefinition, data: unknown, sequence: number) {
  const id = randomUUID();
  const attributes = { id, source: '/test', time: instant(Date.now()), correlationId: id, sequence };
  const record = toKafkaMessage(message, message.schema.parse(data), attributes);
  return { ...record, headers: { ...record.headers } };
}

/** Every fact of the demonstration catalog, in one of its versions. */
const factsOf = (version: number) => [
  ...demoCatalog.products.map((body) => fact(productPublished, { body, version }, version)),
  ...demoCatalog.modules.map((body) => fact(modulePublished, { body, version }, version)),
  ...demoCatalog.assortments.map((body) => fact(assortmentChanged, { body, version }, version)),
  ...demoCatalog.prices.map((body) => fact(pricesChanged, { body, version }, version)),
];

const everything = {
  product: demoCatalog.products.map(({ id }) => id),
  module: demoCatalog.modules.map(({ id }) => id),
  assortment: demoCatalog.assortments.map(({ distributorId }) => distributorId),
  'price-list': demoCatalog.prices.map(({ distributorId }) => distributorId),
};

/** What a replica that has nothing knows once it has read the topic: the version of each fact, by type. */
async function learntFromNothing(database: string, until: number): Promise<void> {
  const service = await ServiceProcess.start({ main, prefix, database });
  const mongo = await connectMongo(`${database}_contracts`);
  mongos.push(mongo);
  try {
    for (const [type, names] of Object.entries(everything))
      await eventually(
        async () => {
          const ids = names.map((name) => `${type}/${name}`);
          const found = await mongo.connection
            .collection<{ _id: string; version: number }>('catalog')
            .find({ _id: { $in: ids } })
            .toArray();
          const known = found.map(({ _id, version }) => [_id, version] as const);
          expect(new Map(known)).toEqual(new Map(ids.map((id) => [id, until])));
        },
        { timeoutMs: 20_000 },
      );
  } finally {
    await service.stop();
  }
}

describe('the local copies of the catalog rebuild themselves from the compacted topic', () => {
  it('a new service reads every fact from the start of the topic, and ends with the last of each', async () => {
    for (let version = 1; version <= versions; version += 1) await produce(topic, factsOf(version));
    await learntFromNothing(`${prefix}_first`, versions);
  }, 120_000);

  it('so does a replica that lost its database, when only the last fact of each key is left', async () => {
    const facts = factsOf(versions).length;
    const other = demoCatalog.products[1]!;
    let filler = 0;
    await eventually(
      async () => {
        // A segment is closed, and then compacted, when a record comes after its time.
        const body = { ...other, id: `filler-${(filler += 1)}` };
        await produce(
          topic,
          [0, 1].map((partition) => ({ ...fact(productPublished, { body, version: 1 }, 1), partition })),
        );
        const left = (await consumeAll(topic)).filter(({ key }) => !key?.includes('filler'));
        expect(left.length).toBeLessThanOrEqual(facts + 2);
        expect(new Set(left.map(({ key }) => key)).size).toBe(facts);
      },
      { timeoutMs: 90_000, everyMs: 1500 },
    );
    await learntFromNothing(`${prefix}_second`, versions);
  }, 180_000);
});
