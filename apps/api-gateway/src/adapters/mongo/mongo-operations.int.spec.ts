import { afterAll, beforeAll } from '@jest/globals';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
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
