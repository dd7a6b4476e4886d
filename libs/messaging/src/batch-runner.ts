import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { FactsFirst } from './facts-first.js';
import { Heart, Stopping } from './heart.js';
import type { Lane } from './lane.js';
import { LaneRunner, type LaneParts } from './lane-runner.js';
import type { Lanes } from './lanes.js';
import type { CompleteOptions } from './options.js';
import { reached } from './protocol-points.js';
import type { RawRecord } from './raw-record.js';

/** What running batches needs besides the options. */
export interface BatchParts extends Omit<LaneParts, 'moved' | 'left'> {
  readonly factsFirst: FactsFirst;
}

const beatEveryMs = 1000;
/** How often a batch looks whether its lane has room again: with a chunk waiting there is work to do meanwhile. */
const lookForRoomMs = 10;

/**
 * Hands batches to their lanes. A batch does not wait until its records are committed: the next fetch brings what there is for
 * other lanes. It ends when no chunk of few is at work or rested after, and not more than a chunk waits in its lane.
 */
export class BatchRunner {
  readonly #runner: LaneRunner;
  /** Lanes that have moved on since their offsets were committed. */
  readonly #moved = new Set<Lane>();

  constructor(
    private readonly lanes: Lanes,
    private readonly consumer: Consumer,
    private readonly options: CompleteOptions,
    private readonly parts: BatchParts,
  ) {
    this.#runner = new LaneRunner(lanes, options, {
      ...parts,
      moved: (lane) => this.#moved.add(lane),
      left: (lane) => {
        this.#fetchAgain(lane, lane.next);
      },
    });
  }

  /** kafkajs's `eachBatch`. It throws only what kafkajs itself threw: that the group has a new generation. */
  async run(payload: EachBatchPayload): Promise<void> {
    const { batch, pause } = payload;
    if (this.parts.factsFirst.holdsBack(batch.topic, pause)) return;
    const heart = new Heart(payload.heartbeat, beatEveryMs, this.parts.isStopping);
    try {
      await heart.beat();
      const lane = await this.lanes.ready(batch.topic, batch.partition);
      if (lane.halted || !this.#hasTaken(lane, payload)) return;
      this.#runner.start(lane);
      await this.#runner.untilDone();
      while (lane.fetched.count > this.options.maxRecordsPerChunk && !lane.lost) {
        await sleep(lookForRoomMs);
        await heart.beat();
      }
    } catch (error) {
      if (!(error instanceof Stopping)) throw error;
    } finally {
      heart.stop();
    }
  }

  /** Tries what waits for a prerequisite again, lane by lane. */
  async retryParked(): Promise<void> {
    return this.#runner.retryParked();
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

  /** Whether the batch went on where the one before ended; else that is fetched. */
  #hasTaken(lane: Lane, { batch, resolveOffset }: EachBatchPayload): boolean {
    const { fetchedOffset } = batch as unknown as { fetchedOffset: string };
    const { topic, fetchedTo } = lane;
    if (Number(fetchedOffset) > fetchedTo || Number(batch.lastOffset()) < fetchedTo) {
      this.#fetchAgain(lane, fetchedTo);
      return false;
    }
    const messages = batch.messages.filter((message) => Number(message.offset) >= fetchedTo);
    if (messages.length < batch.messages.length)
      this.options.metrics.skipped(topic, 'offset', batch.messages.length - messages.length);
    lane.take(
      messages.map((message) => recordOf(lane, message)),
      { lastOffset: Number(batch.lastOffset()), end: Number(batch.highWatermark) },
    );
    resolveOffset(batch.lastOffset());
    this.options.metrics.lag(topic, lane.partition, lane.lag);
    return true;
  }

  #fetchAgain({ topic, partition }: Lane, from: number): void {
    this.consumer.seek({ topic, partition, offset: String(from) });
  }
}

const recordOf = ({ topic, partition }: Lane, { offset, key, value, headers }: KafkaMessage): RawRecord => ({
  topic,
  partition,
  offset: Number(offset),
  key,
  value,
  headers: headers ?? {},
});
