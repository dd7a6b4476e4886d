import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, newId } from '@reservoir/kernel';
import { runUnitOfWork } from '@reservoir/messaging';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, eventually, uniqueNames } from '@reservoir/testing';
import { type Operation, complete } from '../../domain/operation.js';
import type { ProjectionStores } from '../../read-models.js';
import { aSuccess, anOperation } from '../../testing/operations.js';
import { gatewayStores } from './collections.js';
import { MongoOperations } from './mongo-operations.js';
import { toDocument } from './operation-document.js';
import { OperationChanges } from './operation-changes.js';

let mongo: TestMongo;
let stores: ProjectionStores;
let operations: MongoOperations;
let changes: OperationChanges;
const now = instant('2026-11-21T09:00:00Z');

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  stores = gatewayStores(mongo.connection);
  await ensureIndexes(mongo.connection);
  operations = new MongoOperations(mongo.connection);
  changes = new OperationChanges(mongo.connection, stores.operations, { warn: () => undefined });
  changes.start();
});
afterAll(async () => {
  await changes.stop();
  await mongo.drop();
});

const kept = async (): Promise<Operation> => {
  const operation = anOperation({ id: newId() });
  await operations.add(operation);
  return operation;
};
/** Writes the outcome as the projection does: as a whole. */
const settled = async (operation: Operation): Promise<Operation> => {
  const done = complete(operation, aSuccess(), now);
  const { _id, ...rest } = toDocument(done);
  await mongo.connection.collection<{ _id: string }>('operations').replaceOne({ _id }, rest);
  return done;
};
const msOf = async (work: Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
};

describe('what this process commits itself', () => {
  it('is told at once, with no stream open', async () => {
    const own = new OperationChanges(mongo.connection, stores.operations, { warn: () => undefined });
    const operation = await kept();
    const done = complete(operation, aSuccess(), now);
    const waited = own.open(operation.id).changed(30_000);
    const session = await mongo.connection.startSession();
    const needs = { operations: [operation.id] };
    await runUnitOfWork(session, { ...stores }, needs, now, (chunk) =>
      stores.operations.put(chunk, { ...stores.operations.find(chunk, operation.id)!, ...done }),
    );
    await session.endSession();
    expect(await waited).toEqual(done);
  });
});

describe('the change stream', () => {
  it('tells everybody who waits for an operation its outcome, and nobody else, long before they would look', async () => {
    // The stream opens in the background: until it does, nothing is heard.
    await eventually(async () => {
      const operation = await kept();
      const waited = changes.open(operation.id).changed(1000);
      await settled(operation);
      expect(await waited).toBeDefined();
    });
    const [mine, other] = [await kept(), await kept()];
    const watches = [changes.open(mine.id), changes.open(mine.id)];
    const stranger = changes.open(other.id).changed(3000);
    const waits = watches.map(async (watch) => watch.changed(30_000));
    const done = await settled(mine);
    expect(await Promise.all(waits)).toEqual([done, done]);
    expect(await stranger).toBeUndefined();
  });

  it('remembers what happened between two waits', async () => {
    const operation = await kept();
    const watch = changes.open(operation.id);
    const done = await settled(operation);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await watch.changed(10_000)).toEqual(done);
  });

  it('says nothing of a change that is no outcome', async () => {
    const operation = await kept();
    const waited = changes.open(operation.id).changed(1000);
    await operations.giveUpAnswering(operation.id, now);
    expect(await waited).toBeUndefined();
  });

  it('lets nobody wait on when it stops', async () => {
    const own = new OperationChanges(mongo.connection, stores.operations, { warn: () => undefined });
    const waited = msOf(own.open('nothing').changed(30_000));
    await own.stop();
    expect(await waited).toBeLessThan(5000);
  });
});
