import { expect, test } from '@jest/globals';
import { whatIsLacking } from './start-servers.js';

test('the one error names the three ways and what each lacks', () => {
  const message = whatIsLacking(
    { lacks: ['no docker on the PATH'] },
    { lacks: ['Kafka: no Java 17', 'MongoDB: its package cannot be installed: pip failed:\nno network'] },
  );
  expect(message).toBe(`Kafka and MongoDB are needed, and none of the three ways to them works here:
  1. environment: KAFKA_BROKERS and MONGODB_URI are not set
  2. Docker: no docker on the PATH
  3. local packages: Kafka: no Java 17
      MongoDB: its package cannot be installed: pip failed:
      no network`);
});
