import { describe, expect, test } from '@jest/globals';
import { addressesInEnvironment } from './environment.js';

const KAFKA_BROKERS = 'a:9092,b:9092';
const MONGODB_URI = 'mongodb://a/?replicaSet=rs0';

describe('addressesInEnvironment', () => {
  test('are those that both variables name', () => {
    const named = addressesInEnvironment({ KAFKA_BROKERS, MONGODB_URI });
    expect(named).toEqual({ kafkaBrokers: KAFKA_BROKERS, mongodbUri: MONGODB_URI });
  });

  test('are none when neither is set, or both are empty', () => {
    expect(addressesInEnvironment({})).toBeUndefined();
    expect(addressesInEnvironment({ KAFKA_BROKERS: '', MONGODB_URI: '' })).toBeUndefined();
  });

  test.each([
    [{ KAFKA_BROKERS }, 'KAFKA_BROKERS is set, but MONGODB_URI is not'],
    [{ MONGODB_URI }, 'MONGODB_URI is set, but KAFKA_BROKERS is not'],
  ])('are refused when one is missing: %j', (env, message) => {
    expect(() => addressesInEnvironment(env)).toThrow(message);
  });
});
