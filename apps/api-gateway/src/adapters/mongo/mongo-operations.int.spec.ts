import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { newId } from '@reservoir/kernel';
import { anOperation } from '../../testing/operations.js';
import { operationsSuite } from '../../testing/operations-suite.js';
import { gatewayStores } from './collections.js';
import { MongoOperations } from './mongo-operations.js';

let mongo: TestMongo;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  gatewayStores(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

operationsSuite('MongoDB', () => new MongoOperations(mongo.connection));

it('adds the neighbours of an operation that is there already', async () => {
  const operations = new MongoOperations(mongo.connection);
  const [known, one, another] = [newId(), newId(), newId()].map((id) => anOperation({ id }));
  await operations.add(known!);
  const added = await Promise.allSettled([one!, known!, another!].map((each) => operations.add(each)));
  expect(added.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await operations.find(one!.id)).toEqual(one);
  expect(await operations.find(another!.id)).toEqual(another);
});
