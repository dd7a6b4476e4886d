import { createRequire } from 'node:module';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { type ProduceRequest, produceBodyOf } from './produce-body.js';

type Define = (asked: ProduceRequest) => {
  readonly request: { readonly encode: () => Promise<{ readonly buffer: Buffer }> };
};

/** Not through the module whose requests may be ours in this process. */
const requestOfKafkajs = createRequire(import.meta.url)(
  'kafkajs/src/protocol/requests/produce/v7/request',
) as (asked: ProduceRequest) => ReturnType<Define>['request'];
const now = Date.UTC(2026, 10, 21, 9, 30);

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((given) => Buffer.from(given));
const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ maxLength }),
    fc.string({ unit: 'binary', maxLength }),
    fc.constantFrom('', 'ñ€😀\ud800'),
  );
const part = fc.oneof(text(300), bytes(300));
const nullable = fc.oneof(part, fc.constantFrom(null, undefined));
const large = fc.integer({ min: 8000, max: 20_000 }).map((size) => 'é'.repeat(size));
const headers = fc.dictionary(
  fc.oneof(text(80), fc.constantFrom('__proto__', 'lane')),
  fc.oneof(part, fc.array(part, { maxLength: 3 })),
  { maxKeys: 12 },
);
const message = fc.record(
  { key: nullable, value: fc.oneof({ weight: 20, arbitrary: nullable }, large), headers },
  { requiredKeys: ['value'] },
);
const partition = fc.record({
  partition: fc.nat(50),
  firstSequence: fc.nat(),
  messages: fc.array(message, { minLength: 1, maxLength: 4 }),
});
const request: fc.Arbitrary<ProduceRequest> = fc.record({
  acks: fc.constantFrom(-1, 0, 1),
  timeout: fc.nat(),
  transactionalId: fc.constantFrom(undefined, 'transactions'),
  producerId: fc.constantFrom(undefined, -1, '9007199254740993'),
  producerEpoch: fc.integer({ min: -1, max: 32_767 }),
  compression: fc.constantFrom(undefined, 0),
  topicData: fc.array(fc.record({ topic: text(100), partitions: fc.array(partition, { maxLength: 2 }) }), {
    maxLength: 3,
  }),
});

const asked = (messages: readonly object[], more: Partial<ProduceRequest> = {}): ProduceRequest => ({
  acks: -1,
  timeout: 30_000,
  ...more,
  topicData: [{ topic: 'orders.v1', partitions: [{ partition: 0, messages }] }],
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the body of a produce request', () => {
  it('is byte for byte what kafkajs writes, whatever is produced', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(now);
    await fc.assert(
      fc.asyncProperty(request, async (one) => {
        const { buffer } = await requestOfKafkajs(one).encode();
        expect(produceBodyOf(one, now)?.equals(buffer)).toBe(true);
      }),
    );
  });

  it('is byte for byte what kafkajs writes, also where a size needs one byte more', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(now);
    const messages = [62, 63, 64, 65, 8190, 8191, 8192, 1_048_575, 1_048_576].map((size) => ({
      key: 'k'.repeat(size),
      value: Buffer.alloc(size, 7),
      headers: { ['h'.repeat(size)]: 'v'.repeat(size) },
    }));
    const one = asked([...Array.from({ length: 70 }, () => ({ value: null })), ...messages]);
    const { buffer } = await requestOfKafkajs(one).encode();
    expect(produceBodyOf(one, now)?.equals(buffer)).toBe(true);
  });

  it.each([
    ['compressed records', asked([{ value: 'a' }], { compression: 1 })],
    ['a record that sets its time', asked([{ value: 'a', timestamp: String(now - 1) }])],
    ['a number for a value', asked([{ value: 'a' }, { value: 1 }])],
    ['a header without a value', asked([{ value: 'a', headers: { a: null } }])],
    ['bytes that are no Buffer', asked([{ value: new Uint8Array(3) }])],
    ['null for headers', asked([{ value: 'a', headers: null }])],
  ])('is left to kafkajs for %s', (_, one) => {
    expect(produceBodyOf(one, now)).toBeUndefined();
  });
});
