import { describe, expect, it } from '@jest/globals';
import type { Producer, ProducerBatch, RecordMetadata } from 'kafkajs';
import type { PendingRecord } from './pending-record.js';
import { Publisher } from './publisher.js';

const record = (n: number, size = 10): PendingRecord => ({
  topic: 't',
  partition: n % 2,
  key: `k${n}`,
  value: 'x'.repeat(size),
  headers: { lanesequence: String(n) },
});

/** A producer that answers as it is told, and remembers what it was given. */
function producerOf(...answers: ((batch: ProducerBatch) => RecordMetadata[])[]): {
  producer: Producer;
  sent: string[][];
} {
  const sent: string[][] = [];
  let call = 0;
  const sendBatch = async (batch: ProducerBatch): Promise<RecordMetadata[]> => {
    const messages = (batch.topicMessages ?? []).flatMap(({ messages: list }) => list);
    sent.push(messages.map(({ headers }) => String(headers?.['lanesequence'])));
    const answer = answers[Math.min(call, answers.length - 1)];
    call += 1;
    return Promise.resolve(answer?.(batch) ?? []);
  };
  return { producer: { sendBatch } as unknown as Producer, sent };
}

const kept = { name: 'lane', lost: false };

const acknowledged = (batch: ProducerBatch): RecordMetadata[] =>
  (batch.topicMessages ?? []).flatMap(({ topic, messages }) =>
    messages.map(({ partition = 0 }) => ({ topicName: topic, partition, errorCode: 0 })),
  );

describe('the publisher', () => {
  it('sends in order, in slices below the limit', async () => {
    const { producer, sent } = producerOf(acknowledged);
    const publisher = new Publisher(
      producer,
      1000,
      () => undefined,
      () => undefined,
    );
    const done = await publisher.send([{ lane: kept, pending: [1, 2, 3, 4, 5].map((n) => record(n)) }]);
    expect(done).toBe(true);
    expect(sent).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  it('takes missing acknowledgements for a failure, and sends the slice again', async () => {
    const failures: unknown[] = [];
    const { producer, sent } = producerOf(() => [], acknowledged);
    const publisher = new Publisher(
      producer,
      1000,
      (error) => failures.push(error),
      () => undefined,
    );
    expect(await publisher.send([{ lane: kept, pending: [record(1)] }])).toBe(true);
    expect(sent).toEqual([['1'], ['1']]);
    expect(String(failures[0])).toContain('not acknowledged: t/1');
  });

  it('stops when the lane is lost', async () => {
    const lane = { name: 'lane', lost: false };
    const { producer } = producerOf(() => {
      lane.lost = true;
      return [];
    });
    const publisher = new Publisher(
      producer,
      1000,
      () => undefined,
      () => undefined,
    );
    expect(await publisher.send([{ lane, pending: [record(1)] }])).toBe(false);
  });

  it('sends what several lanes have in one request, each in its order, as long as one of them is kept', async () => {
    const lost = { name: 'other', lost: true };
    const { producer, sent } = producerOf(() => [], acknowledged);
    const publisher = new Publisher(
      producer,
      10_000,
      () => undefined,
      () => undefined,
    );
    const all = [
      { lane: lost, pending: [record(1), record(2)] },
      { lane: kept, pending: [record(3), record(4)] },
      { lane: kept, pending: [] },
    ];
    expect(await publisher.send(all)).toBe(true);
    expect(sent).toEqual([
      ['1', '2', '3', '4'],
      ['1', '2', '3', '4'],
    ]);
  });
});
