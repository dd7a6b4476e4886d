import { setImmediate } from 'node:timers/promises';
import { type MessageDefinition, messages } from '@reservoir/messages';
import pLimit, { type LimitFunction } from 'p-limit';
import type { ChunkInput } from './chunk-input.js';
import type { Committed, CommittingWith } from './commit-chunk.js';
import { type DecodedRecord, decode } from './decode.js';
import { Fenced } from './errors.js';
import type { ChunkLimits } from './fetched-records.js';
import { Stopping } from './heart.js';
import type { Lane } from './lane.js';
import type { Lanes } from './lanes.js';
import type { CompleteOptions } from './options.js';
import { isRetryDue, rawRecordOf } from './parking.js';
import type { Publisher } from './publisher.js';
import type { RawRecord } from './raw-record.js';
import { type RunningWith, runChunk } from './run-chunk.js';

/** What working lanes off needs besides the options. */
export interface LaneParts
  extends Omit<CommittingWith, 'clock' | 'service' | 'topicPrefix'>, Pick<RunningWith, 'databaseDown'> {
  readonly publisher: Publisher;
  readonly isStopping: () => boolean;
  /** Called when a lane has moved on. */
  readonly moved: (lane: Lane) => void;
  /** Called when a lane was left before all that was fetched of it was committed: it is to be fetched again. */
  readonly left: (lane: Lane) => void;
}

/** Records of one chunk, in their order. */
type Decoded = readonly DecodedRecord[];

const parkedAtOnce = 1000;

/**
 * Works lanes off, some at a time, each chunk after chunk of what was fetched of it; and tries parked records again. A lane that
 * takes long holds no other one up.
 */
export class LaneRunner {
  readonly #using: RunningWith;
  readonly #turns: LimitFunction;
  readonly #limits: ChunkLimits;
  readonly #subscriptionOf: ReadonlyMap<string, boolean>;
  readonly #working = new Set<Lane>();

  constructor(
    private readonly lanes: Lanes,
    private readonly options: CompleteOptions,
    private readonly parts: LaneParts,
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
    this.#turns = pLimit(options.chunksConcurrently);
    this.#limits = { records: options.maxRecordsPerChunk, bytes: options.maxBytesPerChunk };
    this.#subscriptionOf = new Map(
      options.subscriptions.map(({ topic, malformed }) => [topicPrefix + topic, malformed === 'dead-letter']),
    );
  }

  /** Begins to work off what was fetched of a lane, unless that is under way. */
  start(lane: Lane): void {
    if (!this.#working.has(lane)) void this.#workOff(lane);
  }

  /** Tries what waits for a prerequisite again, lane by lane. */
  async retryParked(): Promise<void> {
    for (const lane of this.lanes.all) {
      if (lane.parked.size === 0 || this.#isOver(lane)) continue;
      const now = Date.now();
      if (!isRetryDue(lane, now, this.options.parkRetryMs)) continue;
      lane.triedParkedAt = now;
      await lane
        .exclusive(async () => this.#retryParkedOf(lane))
        .catch((error: unknown) => {
          this.#leave(lane, error);
        });
    }
  }

  /** Never rejects. */
  async #workOff(lane: Lane): Promise<void> {
    this.#working.add(lane);
    try {
      let ahead: Decoded | undefined;
      do ahead = await this.#turns(async () => this.#runNext(lane, ahead));
      while ((ahead ?? lane.fetched.count > 0) && !this.#isOver(lane));
    } catch (error) {
      this.#leave(lane, error);
    } finally {
      this.#working.delete(lane);
    }
  }

  /**
   * Runs the next chunk: the one that was decoded ahead, or what waits by now.
   * @returns the chunk after it, if there is one already
   */
  async #runNext(lane: Lane, ahead: Decoded | undefined): Promise<Decoded | undefined> {
    if (this.#isOver(lane)) return undefined;
    const records = ahead ?? this.#decodedOf(lane.fetched.take(this.#limits));
    const [first, last] = [records[0], records.at(-1)];
    if (!first || !last) return undefined;
    if (first.raw.offset < lane.next)
      throw new Error(`${lane.id}: ${first.raw.offset} comes after ${lane.next}`);
    const next = last.raw.offset + 1;
    const input: ChunkInput = { ...anyInput, source: 'partition', records, next, heldBack: new Set() };
    const [after] = await Promise.all([
      this.#decodedMeanwhile(lane),
      lane.exclusive(async () => runChunk(lane, input, this.#beatOf(lane), this.#using)),
    ]);
    this.options.metrics.lag(lane.topic, lane.partition, lane.lag);
    this.parts.moved(lane);
    return after;
  }

  /** The next chunk, decoded while MongoDB works on the one before; not yet, while what is fetched meanwhile may become part of it. */
  async #decodedMeanwhile(lane: Lane): Promise<Decoded | undefined> {
    await setImmediate();
    return lane.fetched.hasWholeChunk(this.#limits)
      ? this.#decodedOf(lane.fetched.take(this.#limits))
      : undefined;
  }

  /** The lane is for its next owner, or begun anew. */
  #leave(lane: Lane, error: unknown): void {
    if (error instanceof Stopping || lane.lost) return;
    this.lanes.drop(lane);
    const { metrics, logger } = this.options;
    if (error instanceof Fenced) {
      metrics.fenced(error.message);
      logger.warn({ lane: lane.id }, 'another process has taken this lane over');
    } else logger.error({ error, lane: lane.id }, 'the lane failed, and is begun anew');
    if (!this.parts.isStopping()) this.parts.left(lane);
  }

  #isOver(lane: Lane): boolean {
    return lane.lost || lane.halted !== undefined || this.parts.isStopping();
  }

  #beatOf(lane: Lane): () => Promise<void> {
    return async () => {
      if (this.parts.isStopping()) throw new Stopping();
      if (lane.lost) throw new Fenced(lane.id);
      return Promise.resolve();
    };
  }

  #decodedOf(raws: readonly RawRecord[]): Decoded {
    return raws.map((raw) =>
      decode(raw, {
        messageOf: (type) => this.#messageOf(type, raw.topic),
        ownsMalformed: this.#subscriptionOf.get(raw.topic) ?? true,
      }),
    );
  }

  /** A type counts only on the topic that it belongs to: who may write orders cannot command a pool. */
  #messageOf(type: string, topic: string): MessageDefinition | undefined {
    const message = this.parts.handlers.get(type)?.message;
    return message && this.options.topicPrefix + message.topic === topic ? message : undefined;
  }

  async #retryParkedOf(lane: Lane): Promise<void> {
    const documents = await this.parts.parked.oldest(lane.id, parkedAtOnce);
    if (documents.length === 0) return;
    const records = this.#decodedOf(documents.map(rawRecordOf));
    const parkedBefore = new Map(documents.map((document) => [document.offset, document]));
    const input: ChunkInput = {
      ...anyInput,
      source: 'parked',
      records,
      next: lane.next,
      parkedBefore,
      heldBack: new Set(),
    };
    await runChunk(lane, input, this.#beatOf(lane), this.#using);
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

const anyInput = { condemned: new Map(), parkedBefore: new Map() } as const;
