import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { serverAddresses, uniqueNames } from '@reservoir/testing';
import mongoose, { type Connection, Schema } from 'mongoose';
import { Aggregates, type Known, type Versioned } from './aggregates.js';
import type { Chunk } from './chunk.js';
import { runUnitOfWork } from './unit-of-work.js';

type Apple = Versioned & { readonly colour: string };
type Pear = Versioned & { readonly sweet: boolean };

let connection: Connection;
/** The commands that were sent to MongoDB, by name. */
let sent: string[] = [];
let stores: { readonly apples: Aggregates<Apple>; readonly pears: Aggregates<Pear> };
const now = instant('2026-11-21T09:00:00Z');
const needs = { apples: ['one', 'two'], pears: ['one'] };

beforeAll(async () => {
  const dbName = uniqueNames(import.meta.url).database();
  const { mongodbUri } = serverAddresses();
  connection = await mongoose.createConnection(mongodbUri, { dbName, monitorCommands: true }).asPromise();
  connection.getClient().on('commandStarted', ({ commandName }) => sent.push(commandName));
  const schema = new Schema({ _id: String }, { strict: false, versionKey: false });
  const model = connection.model('fruit', schema, 'fruit');
  stores = { apples: new Aggregates(model, 'apple'), pears: new Aggregates(model, 'pear') };
  await model.createCollection();
  await model.collection.createIndex({ colour: 1, type: 1 }, {}, {});
});
beforeEach(async () => {
  await collection().deleteMany({});
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const collection = () => connection.collection('fruit');

async function run(decide: (chunk: Chunk) => void | Promise<void>): Promise<void> {
  const session = await connection.startSession();
  await runUnitOfWork(session, stores, needs, now, decide);
  await session.endSession();
}

const given = () =>
  run((chunk) => {
    stores.apples.put(chunk, { id: 'one', version: 1, colour: 'red' });
    stores.pears.put(chunk, { id: 'one', version: 1, sweet: true });
  });
const documents = () => collection().find().sort({ _id: 1 }).toArray();

describe('aggregates of several types in one collection', () => {
  it('keep apart, though their ids are the same', async () => {
    await given();
    expect(await documents()).toEqual([
      { _id: 'apple/one', type: 'apple', version: 1, colour: 'red' },
      { _id: 'pear/one', type: 'pear', version: 1, sweet: true },
    ]);
    await run((chunk) => {
      expect(stores.apples.find(chunk, 'one')).toEqual({ id: 'one', version: 1, colour: 'red' });
      expect(stores.apples.find(chunk, 'two')).toBeUndefined();
      expect(stores.pears.loaded(chunk)).toEqual([{ id: 'one', version: 1, sweet: true }]);
    });
  });

  it('are written by one command, what is new and what has changed', async () => {
    await given();
    sent = [];
    await run((chunk) => {
      stores.apples.put(chunk, { id: 'one', version: 2, colour: 'green' });
      stores.apples.put(chunk, { id: 'two', version: 1, colour: 'yellow' });
      stores.pears.put(chunk, { id: 'one', version: 2, sweet: false });
    });
    expect(sent.filter((name) => name !== 'endSessions')).toEqual(['find', 'update', 'commitTransaction']);
    expect(await documents()).toMatchObject([
      { _id: 'apple/one', colour: 'green' },
      { _id: 'apple/two', colour: 'yellow' },
      { _id: 'pear/one', sweet: false },
    ]);
  });

  it('are written together or not at all: when somebody else has written one of them, all are decided again', async () => {
    await given();
    let times = 0;
    await run(async (chunk) => {
      times += 1;
      const [apple, pear] = [stores.apples.find(chunk, 'one')!, stores.pears.find(chunk, 'one')!];
      const other = { $set: { version: 7, sweet: false } };
      if (times === 1) await collection().updateOne({ _id: 'pear/one' as never }, other);
      stores.apples.put(chunk, { ...apple, version: apple.version + 1, colour: 'green' });
      stores.pears.put(chunk, { ...pear, version: pear.version + 1 });
    });
    expect(times).toBe(2);
    expect(await documents()).toMatchObject([
      { _id: 'apple/one', version: 2, colour: 'green' },
      { _id: 'pear/one', version: 8, sweet: false },
    ]);
  });
});

describe('aggregates that are remembered', () => {
  let memory: Map<string, Known<Apple>>;
  const red = { id: 'one', version: 1, colour: 'red' };
  /** What is there, as a chunk has it. */
  const found = async () => {
    let apple: Apple | undefined;
    await run((chunk) => {
      apple = stores.apples.find(chunk, 'one');
    });
    return apple;
  };
  const elsewhere = (update: object) => collection().updateOne({ _id: 'apple/one' as never }, update);

  beforeEach(async () => {
    memory = new Map();
    const remembering = new Aggregates<Apple>({ collection: collection() }, 'apple', memory);
    stores = { ...stores, apples: remembering };
    await given();
  });

  it.each(['written', 'read'])(
    'are not read again while their version is as it was when they were %s',
    async (how) => {
      if (how === 'read') memory.clear();
      expect(await found()).toEqual(red);
      await elsewhere({ $set: { colour: 'unseen' } });
      expect(await found()).toEqual(red);
      expect(stores.apples.lastKnown('one')).toEqual(red);
    },
  );

  it('are read when somebody else has changed them', async () => {
    await elsewhere({ $set: { colour: 'green' }, $inc: { version: 1 } });
    expect(await found()).toEqual({ id: 'one', version: 2, colour: 'green' });
    expect(stores.apples.lastKnown('one')).toMatchObject({ version: 2 });
  });

  it('are gone when somebody else has deleted them', async () => {
    await collection().deleteOne({ _id: 'apple/one' as never });
    expect(await found()).toBeUndefined();
  });

  it('are as they were before when what was put is not committed', async () => {
    const failed = run((chunk) => {
      stores.apples.put(chunk, { ...red, version: 2, colour: 'green' });
      throw new Error('refused');
    });
    await expect(failed).rejects.toThrow('refused');
    expect(await found()).toEqual(red);
  });

  it('are not changed without a greater version: nobody would see it', async () => {
    const changed = run((chunk) => {
      stores.apples.put(chunk, { ...red, colour: 'green' });
    });
    await expect(changed).rejects.toThrow('apple one needs a greater version');
  });

  it('are read with others of their collection, by a field too, and each gets its own', async () => {
    await run(async (chunk) => {
      const byField = { type: 'apple', field: 'colour', values: ['red'] };
      const [[byColour], [pear]] = await Promise.all([
        chunk.reads.byField(stores.apples.collection, byField),
        chunk.reads.byId(stores.pears.collection, ['pear/one']),
        chunk.reads.byId(stores.apples.collection, ['apple/one'], [memory.get('one')!.document]),
      ]);
      expect(byColour).toEqual({ _id: 'apple/one', type: 'apple', version: 1, colour: 'red' });
      expect(pear).toMatchObject({ _id: 'pear/one', sweet: true });
    });
  });
});
