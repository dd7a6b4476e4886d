import { type Admin, type PartitionMetadata, Partitioners } from 'kafkajs';

/** What a service does with topics, by their whole names. */
export interface TopicsInUse {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** Knows how many partitions each topic has, and which of them a key belongs to in a topic that we write. */
export class Partitions {
  readonly #counts = new Map<string, number>();
  readonly #partitions = new Map<string, readonly PartitionMetadata[]>();
  readonly #choose = Partitioners.DefaultPartitioner();
  /** The last key asked for, by topic: neighbours in a chunk are often of one aggregate. */
  readonly #last = new Map<string, { readonly key: string; readonly partition: number }>();

  /**
   * Reads the counts anew. A topic's count may grow while we run; then later records of a key may go to another
   * partition than earlier ones, which readers sort out by `sequence`.
   * @throws Error when a topic does not exist.
   */
  async refresh(admin: Pick<Admin, 'fetchTopicMetadata'>, { reads, writes }: TopicsInUse): Promise<void> {
    const topics = [...new Set([...reads, ...writes])];
    if (topics.length === 0) return;
    this.#last.clear();
    const metadata = await admin.fetchTopicMetadata({ topics });
    for (const { name, partitions } of metadata.topics) {
      this.#counts.set(name, partitions.length);
      if (writes.includes(name))
        this.#partitions.set(
          name,
          partitions.map((_, partitionId) => anyLeader(partitionId)),
        );
    }
  }

  /** How many partitions a topic has; 0 for one that is not known. */
  countOf(topic: string): number {
    return this.#counts.get(topic) ?? 0;
  }

  /**
   * The partition of a key (murmur2, as all Kafka clients choose).
   * @throws Error for a topic that was not named in `publishes`.
   */
  of(topic: string, key: string | Buffer | null): number {
    const partitionMetadata = this.#partitions.get(topic);
    if (!partitionMetadata) throw new Error(`${topic} is not among the topics that this service publishes`);
    if (key === null) return 0;
    const last = this.#last.get(topic);
    if (last?.key === key) return last.partition;
    const partition = this.#choose({
      topic,
      partitionMetadata: partitionMetadata as PartitionMetadata[],
      message: { key, value: null },
    });
    if (typeof key === 'string') this.#last.set(topic, { key, partition });
    return partition;
  }
}

/** The choice counts partitions that have a leader; every one counts here, so that a key's partition never moves for a while. */
const anyLeader = (partitionId: number): PartitionMetadata => ({
  partitionErrorCode: 0,
  partitionId,
  leader: 1,
  replicas: [],
  isr: [],
});
