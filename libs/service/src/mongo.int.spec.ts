import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { eventually, serverAddresses, tcpProxy, uniqueNames } from '@reservoir/testing';
import { type Connection, Schema } from 'mongoose';
import { ensureIndexes } from './indexes.js';
import { ServerUnfit, connectMongo, databaseOf, unfitness, watchMongo } from './mongo.js';
import { serviceEnvFor } from './testing/service-env.js';

const names = uniqueNames(import.meta.url);
const env = serviceEnvFor(names.prefix);
const open: Connection[] = [];
const connect = async (change: Partial<typeof env> = {}): Promise<Connection> => {
  const connection = await connectMongo('tiny-service', { ...env, ...change });
  open.push(connection);
  return connection;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((connection) => connection.close()));
});
afterAll(async () => {
  const connection = await connectMongo('tiny-service', env);
  await connection.dropDatabase();
  await connection.close();
});

describe('the connection to MongoDB', () => {
  it('is to a database of the service', async () => {
    expect(databaseOf(env, 'tiny-service')).toBe(`${names.prefix}_tiny_service`);
    expect((await connect()).name).toBe(`${names.prefix}_tiny_service`);
  });

  it.each(['w=1&journal=false', 'w=1', 'journal=false', 'w=1&readPreference=secondary&retryWrites=false'])(
    'waits for a journalled majority, though the connection string says %s',
    async (weak) => {
      const { options } = (
        await connect({ mongodbUri: `${serverAddresses().mongodbUri}&${weak}` })
      ).getClient();
      expect(options.writeConcern).toMatchObject({ w: 'majority', j: true });
      expect(options.readPreference.mode).toBe('primary');
      expect(options.retryWrites).toBe(true);
    },
  );

  it('refuses a filter on a field that the schema does not know', async () => {
    const model = (await connect()).model('Strict', new Schema({ _id: String }), 'strict');
    await expect(model.find({ typo: 1 } as never)).rejects.toThrow(/strictQuery/);
  });

  it('sees that the server is away, and that it answers again', async () => {
    const proxy = await tcpProxy(/\/\/([^/,]+)/.exec(serverAddresses().mongodbUri)?.[1] ?? '');
    const connection = await connect({ mongodbUri: `mongodb://${proxy.address}/?directConnection=true` });
    const watch = watchMongo(connection);
    expect(watch.up).toBe(true);
    await proxy.cut();
    await eventually(() => expect(watch.up).toBe(false));
    await proxy.mend();
    await eventually(() => expect(watch.up).toBe(true), { timeoutMs: 20_000 });
    await connection.close();
    await proxy.cut();
  });
});

describe('a server', () => {
  it.each([
    ['5.0.31', { setName: 'rs0' }, /MongoDB 5\.0\.31 is too old: 6\.0 or newer/],
    ['6.0.0', { setName: 'rs0' }, undefined],
    ['10.0.1', { setName: 'rs0' }, undefined],
    ['8.0.1', { msg: 'isdbgrid' }, undefined],
    ['8.0.1', {}, /no transactions: start mongod with --replSet/],
  ])('of version %s that says %j is judged', (version, hello, fault) => {
    if (fault) expect(unfitness(version, hello)).toMatch(fault);
    else expect(unfitness(version, hello)).toBeUndefined();
  });
});

describe('the indexes', () => {
  const lots = () =>
    new Schema({ _id: String, sku: String, at: Date })
      .index({ sku: 1 })
      .index({ at: 1 }, { expireAfterSeconds: 60 });
  const keysOf = async (connection: Connection, collection: string) =>
    (await connection.collection(collection).indexes()).map(({ key }) => Object.keys(key).join());

  it('of every registered model are there when it returns, also when four processes start at once', async () => {
    const connections = await Promise.all([connect(), connect(), connect(), connect()]);
    for (const connection of connections) {
      connection.model('Lot', lots(), 'lots');
      connection.model('Plain', new Schema({ _id: String }), 'plain');
    }
    await Promise.all(connections.map(ensureIndexes));
    expect((await keysOf(connections[0], 'lots')).sort()).toEqual(['_id', 'at', 'sku']);
    expect(await keysOf(connections[0], 'plain')).toEqual(['_id']);
  });

  it('that differ from what is there are an error that says what to do', async () => {
    const connection = await connect();
    connection.model(
      'Lot',
      new Schema({ _id: String, at: Date }).index({ at: 1 }, { expireAfterSeconds: 99 }),
      'lots',
    );
    const ensuring = ensureIndexes(connection);
    await expect(ensuring).rejects.toThrow(ServerUnfit);
    await expect(ensuring).rejects.toThrow(/collection lots has an index that differs.*drop it/);
  });
});
