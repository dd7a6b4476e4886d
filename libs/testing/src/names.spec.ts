import { describe, expect, test } from '@jest/globals';
import { uniqueNames } from './names.js';

describe('uniqueNames', () => {
  const names = uniqueNames('file:///apps/contracts/src/adapters/claim-lane.int.spec.ts');

  test('start with the base name of the file', () => {
    expect(names.prefix).toMatch(/^claim-lane-[0-9a-f]{6}$/);
    expect(names.database()).toBe(names.prefix);
    expect(names.database('license-pool')).toBe(`${names.prefix}-license-pool`);
    expect(names.topic('orders.v1')).toBe(`${names.prefix}.orders.v1`);
    expect(names.group('pool')).toBe(`${names.prefix}.pool`);
  });

  test('differ from run to run', () => {
    expect(uniqueNames(import.meta.url).prefix).not.toBe(uniqueNames(import.meta.url).prefix);
  });

  test('fit into the limits of MongoDB and Kafka, whatever the file is called', () => {
    const long = uniqueNames(`file:///${'a very (long) name '.repeat(10)}.e2e.spec.ts`);
    expect(long.database('points-exchange-and-more').length).toBeLessThanOrEqual(63);
    expect(long.topic('x')).toMatch(/^[\w.-]+$/);
  });
});
