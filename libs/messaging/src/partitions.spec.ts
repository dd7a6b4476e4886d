import { beforeEach, describe, expect, it } from '@jest/globals';
import { Partitions } from './partitions.js';

const partition = { partitionErrorCode: 0, partitionId: 0, leader: 1, replicas: [], isr: [] };
const counts: Record<string, number> = { read: 3, written: 2, both: 4 };
const admin = {
  fetchTopicMetadata: async ({ topics = [] }: { topics?: string[] } = {}) =>
    Promise.resolve({
      topics: topics.map((name) => ({
        name,
        partitions: Array.from({ length: counts[name] ?? 0 }, () => partition),
      })),
    }),
};
let partitions: Partitions;

beforeEach(async () => {
  partitions = new Partitions();
  await partitions.refresh(admin, { reads: ['read', 'both'], writes: ['written', 'both'] });
});

describe('the partitions of topics', () => {
  it('are counted, whatever is done with them', () => {
    expect(['read', 'written', 'both', 'other'].map((topic) => partitions.countOf(topic))).toEqual([
      3, 2, 4, 0,
    ]);
  });

  it('are chosen for what is written, in their bounds', () => {
    for (const topic of ['written', 'both']) {
      const chosen = Array.from({ length: 50 }, (_, n) => partitions.of(topic, `key-${n}`));
      expect(new Set(chosen).size).toBe(counts[topic]);
    }
  });

  it.each(['read', 'other'])('are not chosen for what is not written: %s', (topic) => {
    expect(() => partitions.of(topic, 'key')).toThrow('not among the topics that this service publishes');
  });
});
