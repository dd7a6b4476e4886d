import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, profiled, uniqueNames } from '@reservoir/testing';
import type { ProjectionStores } from '../../read-models.js';
import { gatewayStores } from './collections.js';
import { MongoVersions } from './mongo-versions.js';

let mongo: TestMongo;
let stores: ProjectionStores;
let versions: MongoVersions;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  stores = gatewayStores(mongo.connection);
  await ensureIndexes(mongo.connection);
  versions = new MongoVersions(mongo.connection, stores);
});
afterAll(() => mongo.drop());

const offers = (version: number) => ({
  id: 'distributor-one',
  version,
  distributorId: 'distributor-one',
  offers: [],
});
const required = (version: number) => [{ kind: 'assortments', id: 'distributor-one', version }];

async function commit(version: number): Promise<void> {
  const session = await mongo.connection.startSession();
  const needs = { assortments: ['distributor-one'] };
  await runUnitOfWork(session, { ...stores }, needs, instant('2026-11-21T09:00:00Z'), (chunk) =>
    stores.assortments.put(chunk, offers(version)),
  );
  await session.endSession();
}

describe('whether a version is applied', () => {
  it('is known without a look of what this process has committed', async () => {
    await commit(2);
    const queries = await profiled(mongo.connection, async () => {
      expect(await versions.applied(required(1))).toBe(true);
      expect(await versions.applied(required(2))).toBe(true);
    });
    expect(queries).toEqual([]);
    expect(await versions.applied(required(3))).toBe(false);
  });

  it('is looked up where another process may have been ahead', async () => {
    await commit(4);
    const late = new MongoVersions(mongo.connection, stores);
    expect(await late.applied(required(4))).toBe(true);
    expect(await late.applied([...required(4), { kind: 'pools', id: 'unknown', version: 1 }])).toBe(false);
  });
});
