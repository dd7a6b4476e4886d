import { type TopicSettings, topics } from '@reservoir/messages';
import type { Admin } from 'kafkajs';
import type { CompleteOptions, MessagingLogger } from './options.js';
import type { Positions } from './positions.js';

/** What it takes to know how far the facts are read. */
export interface FactsFirstWith {
  readonly admin: Pick<Admin, 'fetchTopicOffsets'>;
  readonly positions: Pick<Positions, 'nextOf'>;
  readonly logger: Pick<MessagingLogger, 'warn'>;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A lane of facts that stands still may hold the others back no longer: parking covers what then is missing. */
const waitMs = 60_000;

/** The compacted topics that a service reads, by their full names. */
export const factsOf = ({ subscriptions, topicPrefix }: CompleteOptions): string[] =>
  subscriptions.flatMap(({ topic }) => (settings[topic]?.cleanup === 'compact' ? [topicPrefix + topic] : []));

const settings: Readonly<Record<string, TopicSettings>> = topics;

/**
 * Facts before what is judged by them: a service that starts reads its compacted topics to the ends that they have at
 * that moment, whichever replica reads them, before it takes records of any other topic. So a new service, or one that
 * lost its copies, neither parks nor refuses what it only does not know yet.
 */
export class FactsFirst {
  readonly #facts: ReadonlySet<string>;
  readonly #resumes: (() => void)[] = [];
  #ends: ReadonlyMap<string, number> | undefined;
  #since: number | undefined;
  #open: boolean;

  /** @param facts full names of the compacted topics that the service reads */
  constructor(
    facts: readonly string[],
    private readonly using: FactsFirstWith,
  ) {
    this.#facts = new Set(facts);
    this.#open = facts.length === 0;
  }

  /**
   * True when records of the topic have to wait; its partition is paused until then.
   * @param pause kafkajs's `pause` of the batch
   */
  holdsBack(topic: string, pause: () => () => void): boolean {
    if (this.#open || this.#facts.has(topic)) return false;
    this.#resumes.push(pause());
    return true;
  }

  /** Looks how far the facts are read, and lets the others go when they are read, or after a minute. */
  async look(): Promise<void> {
    if (this.#open) return;
    this.#since ??= this.using.now();
    this.#ends ??= await this.#endsOfFacts();
    const next = await this.using.positions.nextOf([...this.#ends.keys()]);
    const behind = [...this.#ends].filter(([lane, end]) => (next.get(lane) ?? 0) < end).map(([lane]) => lane);
    const isLate = this.using.now() - this.#since >= waitMs;
    if (behind.length > 0 && !isLate) return;
    if (behind.length > 0)
      this.using.logger.warn({ behind }, 'these facts are not read yet; the other topics go on without them');
    this.#open = true;
    for (const resume of this.#resumes.splice(0)) resume();
  }

  /** Where each partition that holds records ends now, by lane. */
  async #endsOfFacts(): Promise<ReadonlyMap<string, number>> {
    const ends = new Map<string, number>();
    for (const topic of this.#facts)
      for (const { partition, low, high } of await this.using.admin.fetchTopicOffsets(topic))
        if (Number(high) > Number(low)) ends.set(`${topic}/${partition}`, Number(high));
    return ends;
  }
}
