import { messages } from '@reservoir/messages';
import type { Committed } from './commit-chunk.js';
import type { Lane } from './lane.js';
import type { CompleteOptions } from './options.js';
import type { Positions } from './positions.js';
import type { Publisher } from './publisher.js';

/** What a commit is followed by. */
export class AfterCommit {
  constructor(
    private readonly options: Pick<CompleteOptions, 'metrics' | 'logger' | 'forgetsSent'>,
    private readonly using: { readonly publisher: Publisher; readonly positions: Positions },
  ) {}

  /**
   * Counts what was committed, and sends what is to be published: that goes on while the next chunk is being decided; the next
   * commit of each lane waits for it.
   */
  readonly run = (all: readonly Committed[], seconds: number): void => {
    const { metrics } = this.options;
    for (const one of all) this.#count(one, seconds);
    const sending = this.using.publisher.send(all);
    for (const { lane, pending } of all) {
      lane.sending = sending;
      void sending.then((sent) => {
        if (sent) metrics.outbox(lane.id, 0);
      });
      if (this.options.forgetsSent && pending.length > 0) this.#forgetWhenSent(lane);
    }
  };

  #count({ lane, input, pending, decisions }: Committed, seconds: number): void {
    const { metrics, logger } = this.options;
    const { topic } = lane;
    metrics.chunk(topic, input.records.length, seconds);
    if (decisions.skipped.lane > 0) metrics.skipped(topic, 'lane', decisions.skipped.lane);
    if (decisions.skipped.operation > 0) metrics.skipped(topic, 'operation', decisions.skipped.operation);
    for (const type of decisions.ignored) metrics.ignored(topic, messages.has(type) ? type : 'unknown');
    for (const { raw, condemned } of decisions.deadLetters) {
      metrics.deadLetter(topic, condemned.reason.code);
      logger.warn({ topic, partition: raw.partition, offset: raw.offset, ...condemned }, 'record set aside');
    }
    if (decisions.parked.length > 0 || decisions.unparked.length > 0) {
      lane.parkedChangedAt = Date.now();
      metrics.parked(
        lane.id,
        [...lane.parked.values()].reduce((sum, count) => sum + count, 0),
      );
    }
    metrics.outbox(lane.id, pending.length);
  }

  /** Beside the sending, which the next commit waits for: a commit that waited for this as well would wait for itself. */
  #forgetWhenSent(lane: Lane): void {
    const { id, sending, epoch, sequence } = lane;
    void sending
      .then(async (sent) => sent && this.using.positions.clearPending(id, { epoch, sequence }))
      .catch((error: unknown) => {
        this.options.logger.warn({ error, lane: id }, 'the position could not forget what was sent');
      });
  }
}
