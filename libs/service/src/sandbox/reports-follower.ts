import { serviceReported } from '@reservoir/messages';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { dataOf } from './clock-follower.js';
import type { Report } from './quiet.js';
import { tailTopic } from './tail-topic.js';

/** What services have reported, and which there are. */
export class ReportsFollower {
  readonly #services = new Set<string>();
  readonly #last = new Map<string, Report>();
  #changed: () => void = () => undefined;

  /** Reads which services there are, and follows their reports. @returns how to stop */
  async start(kafka: Kafka, topicPrefix: string, service: string): Promise<() => Promise<void>> {
    return tailTopic({
      kafka,
      topic: topicPrefix + serviceReported.topic,
      groupPrefix: `${topicPrefix}${service}-reports`,
      onRecord: (record) => this.#read(record),
    });
  }

  /** Every service that has ever said that it is there. */
  services(): Iterable<string> {
    return this.#services;
  }

  /** The topics that services read. */
  topics(): ReadonlySet<string> {
    return new Set([...this.#last.values()].flatMap(({ positions }) => positions.map(({ topic }) => topic)));
  }

  /** The reports on an ask, by service: when all services have answered, or after `withinMs`. */
  async to(ask: string, withinMs: number): Promise<ReadonlyMap<string, Report>> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const answers = [...this.#last].filter(([, report]) => report.ask === ask);
      const leftMs = deadline - performance.now();
      if (answers.length === this.#services.size || leftMs <= 0) return new Map(answers);
      await this.#change(leftMs);
    }
  }

  async #change(withinMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#changed = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #read(record: KafkaMessage): void {
    const report = dataOf(record, serviceReported);
    if (!report) return;
    this.#services.add(report.service);
    if (report.ask !== null) this.#last.set(report.service, report);
    this.#changed();
  }
}
