import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, newId } from '@reservoir/kernel';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, eventually, uniqueNames } from '@reservoir/testing';
import { anOperation } from '../../testing/operations.js';
import { gatewayStores } from './collections.js';
import { MongoOperations } from './mongo-operations.js';
import { OperationChanges } from './operation-changes.js';

let mongo: TestMongo;
let operations: MongoOperations;
let changes: OperationChanges;
const now = instant('2026-11-21T09:00:00Z');

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  gatewayStores(mongo.connection);
  await ensureIndexes(mongo.connection);
  operations = new MongoOperations(mongo.connection);
  changes = new OperationChanges(mongo.connection, { warn: () => undefined });
  changes.start();
});
afterAll(async () => {
  await changes.stop();
  await mongo.drop();
});

const kept = async () => {
  const operation = anOperation({ id: newId() });
  await operations.add(operation);
  return operation.id;
};
const msOf = async (work: Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
};

describe('the change stream', () => {
  it('wakes everybody who waits for an operation, and nobody else, long before they would look', async () => {
    // The stream opens in the background: until it does, nothing is heard.
    await eventually(async () => {
      const id = await kept();
      const watch = changes.open(id);
      const waited = msOf(watch.changed(1000));
      await operations.giveUpAnswering(id, now);
      expect(await waited).toBeLessThan(900);
    });
    const [mine, other] = [await kept(), await kept()];
    const watches = [changes.open(mine), changes.open(mine)];
    const stranger = msOf(changes.open(other).changed(3000));
    const waits = watches.map((watch) => msOf(watch.changed(30_000)));
    await operations.giveUpAnswering(mine, now);
    for (const ms of await Promise.all(waits)) expect(ms).toBeLessThan(20_000);
    expect(await stranger).toBeGreaterThanOrEqual(2900);
  });

  it('remembers what happened between two waits', async () => {
    const id = await kept();
    const watch = changes.open(id);
    await operations.giveUpAnswering(id, now);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await msOf(watch.changed(10_000))).toBeLessThan(1000);
  });

  it('lets nobody wait on when it stops', async () => {
    const own = new OperationChanges(mongo.connection, { warn: () => undefined });
    const waited = msOf(own.open('nothing').changed(30_000));
    await own.stop();
    expect(await waited).toBeLessThan(5000);
  });
});
