import type { Lane } from './lane.js';
import type { CompleteOptions } from './options.js';
import type { Partitions } from './partitions.js';

type OfTopic = Pick<Lane, 'topic'>;

/** Lets records that may wait do so until one comes that may not: they are one chunk then (docs/adr/0028). */
export class Linger {
  /** In milliseconds; 0 for topics whose records may not wait. */
  readonly #byTopic: ReadonlyMap<string, number>;
  /** Topics whose records may not wait. */
  readonly #prompt: readonly string[];
  #wake: (() => void) | undefined;

  constructor(
    { subscriptions, topicPrefix }: Pick<CompleteOptions, 'subscriptions' | 'topicPrefix'>,
    private readonly partitions: Pick<Partitions, 'countOf'>,
  ) {
    this.#byTopic = new Map(subscriptions.map(({ topic, lingerMs = 0 }) => [topicPrefix + topic, lingerMs]));
    this.#prompt = [...this.#byTopic.keys()].filter((topic) => this.#of({ topic }) === 0);
  }

  /**
   * Whether records of some topics may wait by now: while this process has all lanes of the other topics. What ends the waiting of a
   * record that is read here could come to another process else.
   * @param lanes all that this process has
   */
  isAllowed(lanes: readonly OfTopic[]): boolean {
    const have = (topic: string): number => lanes.filter((lane) => lane.topic === topic).length;
    return (
      this.#prompt.length < this.#byTopic.size &&
      this.#prompt.every((topic) => have(topic) === this.partitions.countOf(topic))
    );
  }

  /**
   * Resolves when a chunk of the lanes is due: at once, unless the records of all of them may wait; then when `came` is told of one whose
   * may not, or as soon as the first of them has waited.
   */
  async untilDue(lanes: readonly OfTopic[]): Promise<void> {
    const ms = Math.min(...lanes.map((lane) => this.#of(lane)));
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  /** Records of the lane have come. */
  came(lane: OfTopic): void {
    if (this.#of(lane) === 0) this.#wake?.();
  }

  #of({ topic }: OfTopic): number {
    return this.#byTopic.get(topic) ?? 0;
  }
}
