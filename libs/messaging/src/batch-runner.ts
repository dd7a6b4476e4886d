import { setImmediate } from 'node:timers/promises';
import { type MessageDefinition, messages } from '@reservoir/messages';
import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { ChunkInput } from './chunk-input.js';
import type { Committed, CommittingWith } from './commit-chunk.js';
import { type DecodedRecord, decode } from './decode.js';
import { Fenced } from './errors.js';
import type { FactsFirst } from './facts-first.js';
import { Heart, Stopping } from './heart.js';
import type { Lane } from './lane.js';
import type { Lanes } from './lanes.js';
import type { CompleteOptions } from './options.js';
import { isRetryDue, rawRecordOf } from './parking.js';
import { reached } from './protocol-points.js';
import type { Publisher } from './publisher.js';
import { type RawRecord, bytesOf } from './raw-record.js';
import { type RunningWith, runChunk } from './run-chunk.js';

/** What running batches needs besides the options. */
export interface BatchParts
  extends Omit<CommittingWith, 'clock' | 'service' | 'topicPrefix'>, Pick<RunningWith, 'databaseDown'> {
  readonly publisher: Publisher;
  readonly factsFirst: FactsFirst;
  readonly isStopping: () => boolean;
}

const beatEveryMs = 1000;
const parkedAtOnce = 1000;

/** Takes batches of a partition apart into chunks, and tries parked records again. */
export class BatchRunner {
  readonly #using: RunningWith;
  readonly #subscriptionOf: ReadonlyMap<string, boolean>;
  /** Lanes that have moved on since their offsets were committed. */
  readonly #moved = new Set<Lane>();

  constructor(
    private readonly lanes: Lanes,
    private readonly consumer: Consumer,
    private readonly options: CompleteOptions,
    private readonly parts: BatchParts,
  ) {
    const { clock, service, topicPrefix, metrics } = options;
    this.#using = {
      ...parts,
      clock,
      service,
      topicPrefix,
      metrics,
      failed: (error, input) => {
        options.logger.error({ error, records: input.records.length }, 'a chunk failed and was rolled back');
      },
      committed: (lane, committed, input, seconds) => {
        this.#committed(lane, committed, input, seconds);
      },
    };
    this.#subscriptionOf = new Map(
      options.subscriptions.map(({ topic, malformed }) => [topicPrefix + topic, malformed === 'dead-letter']),
    );
  }

  /** kafkajs's `eachBatch`. It throws only what kafkajs itself threw: that the group has a new generation. */
  async run(payload: EachBatchPayload): Promise<void> {
    const { batch, pause } = payload;
    if (this.parts.factsFirst.holdsBack(batch.topic, pause)) return;
    const heart = new Heart(payload.heartbeat, beatEveryMs, this.parts.isStopping);
    let lane: Lane | undefined;
    try {
      lane = await this.lanes.ready(batch.topic, batch.partition);
      if (!lane.halted) await this.#consume(lane, payload, heart.beat);
    } catch (error) {
      if (error instanceof Stopping) return;
      if (lane) this.lanes.drop(lane);
      if (!(error instanceof Fenced)) throw error;
      this.options.metrics.fenced(error.message);
      this.options.logger.warn({ lane: error.message }, 'another process has taken this lane over');
      await payload.heartbeat();
    } finally {
      heart.stop();
    }
  }

  /** Tries what waits for a prerequisite again, lane by lane. */
  async retryParked(): Promise<void> {
    for (const lane of this.lanes.all) {
      if (lane.parked.size === 0 || lane.lost || lane.halted || this.parts.isStopping()) continue;
      const now = Date.now();
      if (!isRetryDue(lane, now, this.options.parkRetryMs)) continue;
      lane.triedParkedAt = now;
      await lane
        .exclusive(async () => this.#retryParkedOf(lane))
        .catch((error: unknown) => {
          if (error instanceof Fenced) this.lanes.drop(lane);
          else throw error;
        });
    }
  }

  /** For the lag figures of Kafka's own tools only: the truth is the position. So it need not be done with every batch. */
  async commitOffsets(): Promise<void> {
    const lanes = [...this.#moved].filter((lane) => !lane.lost);
    this.#moved.clear();
    if (lanes.length === 0) return;
    for (const lane of lanes) reached('before-offset-commit', lane.name);
    const offsets = lanes.map(({ topic, partition, next }) => ({ topic, partition, offset: String(next) }));
    await this.consumer.commitOffsets(offsets);
  }

  async #consume(lane: Lane, payload: EachBatchPayload, beat: () => Promise<void>): Promise<void> {
    const { batch, isRunning, isStale, resolveOffset } = payload;
    const { fetchedOffset } = batch as unknown as { fetchedOffset: string };
    const { topic, partition } = batch;
    if (Number(fetchedOffset) > lane.next || Number(batch.lastOffset()) < lane.next) {
      this.consumer.seek({ topic, partition, offset: String(lane.next) });
      return;
    }
    const messages = batch.messages.filter((message) => Number(message.offset) >= lane.next);
    if (messages.length < batch.messages.length)
      this.options.metrics.skipped(topic, 'offset', batch.messages.length - messages.length);
    const chunks = this.#chunksOf(topic, partition, messages);
    let records = chunks.next().value;
    while (records && isRunning() && !isStale() && !lane.lost) {
      const last = records[records.length - 1] as DecodedRecord;
      const input = { ...anyInput, source: 'partition', records, next: last.raw.offset + 1 } as const;
      [records] = await Promise.all([
        decodedMeanwhile(chunks),
        lane.exclusive(async () => runChunk(lane, { ...input, heldBack: new Set() }, beat, this.#using)),
      ]);
      resolveOffset(String(last.raw.offset));
      await beat();
    }
    this.options.metrics.lag(topic, partition, Math.max(0, Number(batch.highWatermark) - lane.next));
    this.#moved.add(lane);
  }

  *#chunksOf(
    topic: string,
    partition: number,
    messages: readonly KafkaMessage[],
  ): Generator<DecodedRecord[], undefined> {
    const { maxRecordsPerChunk, maxBytesPerChunk } = this.options;
    let chunk: DecodedRecord[] = [];
    let bytes = 0;
    for (const message of messages) {
      const raw: RawRecord = {
        topic,
        partition,
        offset: Number(message.offset),
        key: message.key,
        value: message.value,
        headers: message.headers ?? {},
      };
      bytes += bytesOf(raw);
      if (chunk.length >= maxRecordsPerChunk || (chunk.length > 0 && bytes > maxBytesPerChunk)) {
        yield chunk;
        chunk = [];
        bytes = bytesOf(raw);
      }
      chunk.push(this.#decode(raw));
    }
    if (chunk.length > 0) yield chunk;
    return undefined;
  }

  #decode(raw: RawRecord): DecodedRecord {
    return decode(raw, {
      messageOf: (type) => this.#messageOf(type, raw.topic),
      ownsMalformed: this.#subscriptionOf.get(raw.topic) ?? true,
    });
  }

  /** A type counts only on the topic that it belongs to: who may write orders cannot command a pool. */
  #messageOf(type: string, topic: string): MessageDefinition | undefined {
    const message = this.parts.handlers.get(type)?.message;
    return message && this.options.topicPrefix + message.topic === topic ? message : undefined;
  }

  async #retryParkedOf(lane: Lane): Promise<void> {
    const documents = await this.parts.parked.oldest(lane.id, parkedAtOnce);
    if (documents.length === 0) return;
    const records = documents.map((document) => this.#decode(rawRecordOf(document)));
    const parkedBefore = new Map(documents.map((document) => [document.offset, document]));
    const input: ChunkInput = {
      ...anyInput,
      source: 'parked',
      records,
      next: lane.next,
      parkedBefore,
      heldBack: new Set(),
    };
    const beat = async (): Promise<void> => {
      if (this.parts.isStopping()) throw new Fenced(lane.id);
      return Promise.resolve();
    };
    await runChunk(lane, input, beat, this.#using);
  }

  /** The send goes on while the next chunk is being decided; the next commit waits for it. */
  #committed(lane: Lane, { pending, decisions }: Committed, input: ChunkInput, seconds: number): void {
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
    lane.sending = this.parts.publisher
      .send(lane.name, pending, () => lane.lost, input.records)
      .then((sent) => {
        if (sent) metrics.outbox(lane.id, 0);
        return sent;
      });
    if (this.options.forgetsSent && pending.length > 0) this.#forgetWhenSent(lane);
  }

  /** Beside the sending, which the next commit waits for: a commit that waited for this as well would wait for itself. */
  #forgetWhenSent(lane: Lane): void {
    const { id, sending, epoch, sequence } = lane;
    void sending
      .then(async (sent) => sent && this.parts.positions.clearPending(id, { epoch, sequence }))
      .catch((error: unknown) => {
        this.options.logger.warn({ error, lane: id }, 'the position could not forget what was sent');
      });
  }
}

/** The next chunk, decoded while MongoDB works on the one before. */
async function decodedMeanwhile(
  chunks: Generator<DecodedRecord[], undefined>,
): Promise<DecodedRecord[] | undefined> {
  await setImmediate();
  return chunks.next().value;
}

const anyInput = { condemned: new Map(), parkedBefore: new Map() } as const;
