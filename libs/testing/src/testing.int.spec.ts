import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.js';
import { consumeAll, createTopics, deleteTopics, produce, tapTopics } from './kafka.js';
import { type TestMongo, connectMongo } from './mongo.js';
import { uniqueNames } from './names.js';

const names = uniqueNames(import.meta.url);

describe('the Kafka of a run', () => {
  const topic = names.topic('orders.v1');

  beforeAll(() => createTopics([{ topic, partitions: 3, config: { 'retention.ms': '-1' } }]));
  afterAll(() => deleteTopics(names.prefix));

  test('what is produced is consumed, in order per partition, key, value and headers whole', async () => {
    await produce(topic, [
      { partition: 2, key: 'partner-gold', value: 'first', headers: { ce_id: '1' } },
      { partition: 2, key: 'partner-gold', value: 'second' },
      { partition: 0, key: null, value: null },
    ]);
    const records = await consumeAll(topic);
    expect(records.map(({ partition, key, value }) => [partition, key, value && String(value)])).toEqual([
      [0, null, null],
      [2, 'partner-gold', 'first'],
      [2, 'partner-gold', 'second'],
    ]);
    expect(records[1]?.headers).toEqual({ ce_id: '1' });
  });

  test('a tap hears what is published after it was opened', async () => {
    const late = names.topic('late');
    await createTopics([{ topic: late }]);
    const tap = await tapTopics(late);
    await produce(late, [{ value: 'x' }]);
    await eventually(() => expect(tap.records).toHaveLength(1));
    await tap.close();
  });

  test('an empty topic has no records', async () => {
    const empty = names.topic('empty');
    await createTopics([{ topic: empty, partitions: 2 }]);
    expect(await consumeAll(empty)).toEqual([]);
  });

  test('a topic that nobody created is an error, not a new topic', async () => {
    await expect(consumeAll(names.topic('unknown'))).rejects.toThrow();
  });

  test('a record of 1.5 MB fits', async () => {
    const big = names.topic('big');
    await createTopics([{ topic: big }]);
    await produce(big, [{ value: Buffer.alloc(1_500_000) }]);
    expect((await consumeAll(big))[0]?.value).toHaveLength(1_500_000);
  });
});

describe('the MongoDB of a run', () => {
  let mongo: TestMongo;
  beforeAll(async () => {
    mongo = await connectMongo(names.database());
    await mongo.connection.createCollection('lots');
  });
  afterAll(() => mongo.drop());

  test('a transaction commits as a whole, and a change stream tells it', async () => {
    const lots = mongo.connection.collection<{ _id: string; n: number }>('lots');
    const stream = lots.watch();
    const next = stream.next();
    await mongo.connection.transaction(async (session) => {
      await lots.insertOne({ _id: 'a', n: 1 }, { session });
      await lots.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
    });
    expect(await lots.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 2 });
    expect(await next).toMatchObject({ operationType: 'insert', documentKey: { _id: 'a' } });
    await stream.close();
  });

  test('a query that no index serves is refused', async () => {
    await expect(mongo.connection.collection('lots').findOne({ n: 2 })).rejects.toThrow(/notablescan/);
  });

  test('the database is named after this file', () => {
    expect(mongo.connection.name).toMatch(/^testing-[0-9a-f]{6}$/);
  });
});
