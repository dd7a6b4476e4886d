import { type Instant, type SandboxClock, sandboxClock, systemClock } from '@reservoir/kernel';
import {
  type DataOf,
  type MessageDefinition,
  clockSet,
  fromKafkaMessage,
  isUnreadable,
} from '@reservoir/messages';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { tailTopic } from './tail-topic.js';

/** What is on the topic of the clock. */
export type ClockSet = DataOf<typeof clockSet>;

/** The clock of a sandbox, as it can be read by people. */
export interface SandboxState {
  readonly now: Instant;
  /** How far it is ahead of the machine's, in milliseconds. */
  readonly aheadMs: number;
  /** The advance that is under way. */
  readonly advance: ClockSet['advance'];
}

/** The clock of this process in a sandbox: it goes with that of all others. */
export class ClockFollower {
  readonly clock: SandboxClock = sandboxClock(systemClock);
  #last: ClockSet | undefined;
  #listener: ((set: ClockSet) => void) | undefined;

  /** Reads where the clock stands, and follows it. @returns how to stop */
  async start(kafka: Kafka, topicPrefix: string, service: string): Promise<() => Promise<void>> {
    return tailTopic({
      kafka,
      topic: topicPrefix + clockSet.topic,
      groupPrefix: `${topicPrefix}${service}-clock`,
      onRecord: (record) => this.#read(record),
    });
  }

  state(): SandboxState {
    const { clock } = this;
    return { now: clock.now(), aheadMs: clock.aheadMs, advance: this.#last?.advance ?? null };
  }

  /** Calls the listener with the last record, and with every one from now on, after the clock was set. */
  follow(listener: (set: ClockSet) => void): void {
    this.#listener = listener;
    if (this.#last) listener(this.#last);
  }

  #read(record: KafkaMessage): void {
    const set = dataOf(record, clockSet);
    if (!set) return;
    this.clock.runAhead(set.aheadMs);
    this.#last = set;
    this.#listener?.(set);
  }
}

/** The data of a record, if it is such a one. */
export function dataOf<M extends MessageDefinition>(
  { value, headers = {} }: KafkaMessage,
  message: M,
): DataOf<M> | undefined {
  const event = fromKafkaMessage(value, headers);
  if (isUnreadable(event) || event.type !== message.type) return undefined;
  const parsed = message.schema.safeParse(event.data);
  return parsed.success ? (parsed.data as DataOf<M>) : undefined;
}
