import { type Admin, Partitioners } from 'kafkajs';

/** Knows how many partitions each topic that we write has, and which of them a key belongs to. */
export class Partitions {
  readonly #counts = new Map<string, number>();
  readonly #choose = Partitioners.DefaultPartitioner();

  /**
   * Reads the counts anew. A topic's count may grow while we run; then later records of a key may go to another
   * partition than earlier ones, which readers sort out by `sequence`.
   * @throws Error when a topic does not exist.
   */
  async refresh(admin: Admin, topics: readonly string[]): Promise<void> {
    if (topics.length === 0) return;
    const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
    for (const topic of metadata.topics) this.#counts.set(topic.name, topic.partitions.length);
  }

  /**
   * The partition of a key (murmur2, as all Kafka clients choose).
   * @throws Error for a topic that was not named in `publishes`.
   */
  of(topic: string, key: string | Buffer | null): number {
    const count = this.#counts.get(topic);
    if (count === undefined) throw new Error(`${topic} is not among the topics that this service publishes`);
    if (key === null) return 0;
    const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({ partitionId, leader: 1 }));
    return this.#choose({ topic, partitionMetadata, message: { key, value: null } } as never);
  }
}
