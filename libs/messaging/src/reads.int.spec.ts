import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { serverAddresses, uniqueNames } from '@reservoir/testing';
import mongoose, { type ClientSession, type Connection, type mongo } from 'mongoose';
import { Lane } from './lane.js';
import { Lanes } from './lanes.js';
import { Reads, TooLargeTogether } from './reads.js';
import { transactionOptions } from './unit-of-work.js';

interface Row {
  readonly _id: string;
  readonly of: string;
}

let connection: Connection;
let session: ClientSession;
let reads: Reads;
/** The commands that were sent to MongoDB, by name. */
let sent: string[] = [];
const rowsOf = (name: string) => connection.collection(name) as unknown as mongo.Collection<Row>;

beforeAll(async () => {
  const dbName = uniqueNames(import.meta.url).database();
  const options = { dbName, monitorCommands: true };
  connection = await mongoose.createConnection(serverAddresses().mongodbUri, options).asPromise();
  for (const name of ['a', 'b', 'c'])
    await rowsOf(name).insertMany([1, 2, 3].map((n) => ({ _id: `${name}${n}`, of: name })));
  await rowsOf('typed').insertMany([
    { _id: 'one', type: 'contract', of: 'x' },
    { _id: 'two', type: 'contract', of: 'y' },
    { _id: 'three', type: 'service', of: 'y' },
    { _id: 'four', type: 'contract', of: ['w', 'z'] },
    { _id: 'five', type: 'service', of: 'x' },
  ] as never);
  await rowsOf('typed').createIndex({ of: 1, type: 1 }, {}, {});
  connection.getClient().on('commandStarted', ({ commandName }) => sent.push(commandName));
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});
beforeEach(async () => {
  session = await connection.startSession();
  session.startTransaction(transactionOptions);
  reads = new Reads(session);
  sent = [];
});
afterEach(async () => {
  await session.abortTransaction();
  await session.endSession();
});

const ids = (found: readonly Row[]) => found.map(({ _id }) => _id).sort();
const named = (...wanted: string[]) => ({ _id: { $in: wanted } });

describe('reads of a transaction', () => {
  it('that are asked for at once are one command, and each gets its own', async () => {
    const found = await Promise.all([
      reads.find(rowsOf('a'), named('a1', 'a3')),
      reads.find(rowsOf('b'), named('b2')),
      reads.find(rowsOf('a'), named('a2')),
      reads.find(rowsOf('c'), named('none')),
    ]);
    expect(found.map(ids)).toEqual([['a1', 'a3'], ['b2'], ['a2'], []]);
    expect(sent).toEqual(['aggregate']);
  });

  it('of one collection, by id or by a field, are one find, and each gets its own', async () => {
    const byOf = (type: string, ...values: string[]) =>
      reads.byField(rowsOf('typed'), { type, field: 'of', values });
    const found = await Promise.all([
      reads.byId(rowsOf('typed'), ['one', 'none']),
      byOf('contract', 'x'),
      byOf('service', 'y'),
      reads.byId(rowsOf('typed'), ['three']),
      byOf('contract', 'z', 'y'),
    ]);
    expect(found.map(ids)).toEqual([['one'], ['one'], ['three'], ['three'], ['four', 'two']]);
    expect(sent).toEqual(['find']);
  });

  it('that wait for others are the next command, together with whatever else waits', async () => {
    const first = reads.find(rowsOf('a'), named('a1'));
    const after = first.then(async ([row]) =>
      reads.find(rowsOf('b'), named(row?._id.replace('a', 'b') ?? '')),
    );
    const beside = first.then(async () => reads.find(rowsOf('c'), named('c3')));
    expect((await Promise.all([first, after, beside])).map(ids)).toEqual([['a1'], ['b1'], ['c3']]);
    expect(sent).toEqual(['find', 'aggregate']);
  });

  it('of another kind have the session to themselves', async () => {
    const counted = reads.alone(async () =>
      rowsOf('a').countDocuments({ of: 'a' }, { session, hint: '_id_' }),
    );
    const found = reads.find(rowsOf('b'), named('b1'));
    expect([await counted, ids(await found)]).toEqual([3, ['b1']]);
  });

  it('see what the transaction has written', async () => {
    await rowsOf('a').insertOne({ _id: 'new', of: 'a' }, { session });
    const [found] = await Promise.all([
      reads.find(rowsOf('a'), named('new')),
      reads.find(rowsOf('b'), named('b1')),
    ]);
    expect(ids(found)).toEqual(['new']);
  });

  it('fail together when one of them cannot be done', async () => {
    const all = [reads.find(rowsOf('a'), named('a1')), reads.find(rowsOf('b'), { $where: '1' })];
    const settled = await Promise.allSettled(all);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('are made one by one in a session in which they were larger than 16 MB together', async () => {
    const large = ['a', 'b'].map(async (name) =>
      rowsOf(name).insertOne({ _id: 'large', of: 'x'.repeat(9_000_000) }),
    );
    await Promise.all(large);
    const both = async () => {
      const read = new Reads(session);
      return Promise.all(['a', 'b'].map(async (name) => read.find(rowsOf(name), named('large'))));
    };
    await session.abortTransaction();
    session.startTransaction(transactionOptions);
    await expect(both()).rejects.toThrow(TooLargeTogether);
    await session.abortTransaction();
    session.startTransaction(transactionOptions);
    expect((await both()).map(ids)).toEqual([['large'], ['large']]);
  });
});

describe('the session of a lane', () => {
  it('is lent to nobody when the lane is lost, since the next owner ends it on the server', async () => {
    const lanes = new Lanes('service', async () => connection.startSession(), {} as never, {} as never);
    const lane = new Lane('service', 'topic', 0, await connection.startSession());
    const { id } = lane.session;
    await connection.collection('a').findOne({ _id: 'a1' as never }, { session: lane.session });
    lanes.drop(lane);
    await lane.exclusive(async () => Promise.resolve());
    const next = await connection.startSession();
    await connection.collection('a').findOne({ _id: 'a1' as never }, { session: next });
    expect(next.id).not.toEqual(id);
    await next.endSession();
  });
});
