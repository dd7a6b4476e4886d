import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { serverAddresses, uniqueNames } from '@reservoir/testing';
import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { StaleVersion } from './errors.js';
import { transactionOptions } from './unit-of-work.js';
import { type Write, Writes } from './writes.js';

let connection: Connection;
const collection = () => connection.collection<{ _id: string; version: number }>('fruit');
const apple = { _id: 'apple', version: 1 };
const fig = { _id: 'fig', version: 1 };

beforeAll(async () => {
  const dbName = uniqueNames(import.meta.url).database();
  connection = await mongoose.createConnection(serverAddresses().mongodbUri, { dbName }).asPromise();
});
beforeEach(async () => {
  await collection().deleteMany({});
  await collection().insertMany([apple, fig]);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

/** Writes in a transaction, and ends it as a chunk does. */
async function written(
  all: readonly Write[],
  before?: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const session = await connection.startSession();
  session.startTransaction(transactionOptions);
  try {
    await before?.(session);
    const writes = new Writes(session);
    writes.add(collection(), all);
    await writes.flush();
    await session.commitTransaction();
  } catch (error) {
    await session.abortTransaction();
    throw error;
  } finally {
    await session.endSession();
  }
}

const kept = () => collection().find().sort({ _id: 1 }).toArray();
const pear = { _id: 'pear', version: 1 };
const changed = { ...apple, version: 2 };
const neighbour = { document: { ...fig, version: 2 }, isNew: false };

describe('what a transaction writes by id alone', () => {
  it('replaces what is there, and adds what is new', async () => {
    await written([
      { document: changed, isNew: false },
      { document: pear, isNew: true },
    ]);
    expect(await kept()).toEqual([changed, fig, pear]);
  });

  it.each([
    ['is new and there already', { document: changed, isNew: true }],
    ['has changed and is not there', { document: { _id: 'plum', version: 2 }, isNew: false }],
  ])('is stale when it %s, and nothing of it is kept', async (_what, odd) => {
    await expect(written([odd, neighbour])).rejects.toThrow(StaleVersion);
    expect(await kept()).toEqual([apple, fig]);
  });

  it('conflicts with what somebody else has written since it was read', async () => {
    const other = { ...apple, version: 7 };
    const meanwhile = async (session: ClientSession): Promise<void> => {
      await collection().findOne({ _id: 'apple' }, { session });
      await collection().replaceOne({ _id: 'apple' }, other);
    };
    await expect(written([{ document: changed, isNew: false }], meanwhile)).rejects.toMatchObject({
      errorLabels: expect.arrayContaining(['TransientTransactionError']),
    });
    expect(await kept()).toEqual([other, fig]);
  });
});
