import { expect, test } from '@jest/globals';
import { kafkaProperties } from './kafka-properties.js';

const lines = kafkaProperties({ port: 9092, controllerPort: 9093, dataFolder: '/data' })
  .trimEnd()
  .split('\n');

test('a local Kafka listens on this machine only', () => {
  expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093');
  expect(lines).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:9092');
  expect(lines).toContain('controller.quorum.voters=1@127.0.0.1:9093');
});

test('it makes no topic by accident, forgets no record, and takes dead letters of records of 1 MB', () => {
  expect(lines).toContain('auto.create.topics.enable=false');
  expect(lines).toContain('log.retention.ms=-1');
  expect(lines).toContain('message.max.bytes=2097152');
});
