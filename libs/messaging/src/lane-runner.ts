import { setImmediate } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { AfterCommit } from './after-commit.js';
import { type Share, inputOf, inputOfParked } from './chunk-input.js';
import type { CommittingWith } from './commit-chunk.js';
import type { DecodedRecord } from './decode.js';
import { Fenced } from './errors.js';
import type { ChunkLimits } from './fetched-records.js';
import { Stopping } from './heart.js';
import { type Lane, exclusiveOfAll } from './lane.js';
import type { Lanes } from './lanes.js';
import { Linger } from './linger.js';
import type { CompleteOptions } from './options.js';
import { isRetryDue, rawRecordOf } from './parking.js';
import type { Publisher } from './publisher.js';
import { bytesOf } from './raw-record.js';
import { RecordDecoder } from './record-decoder.js';
import { type RunningWith, runChunk, tryChunk } from './run-chunk.js';

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

/** Records of one lane, in their order. */
type Decoded = readonly DecodedRecord[];

const parkedAtOnce = 1000;
/** A lane of which more records wait has a chunk of its own: they share what the transaction costs. */
const fewAtMost = 100;

/**
 * Works lanes off: lanes of which few records wait together, in one chunk after the other; those of which many wait, and those that
 * failed together, each alone, some at a time. A lane that takes long holds no other one up. And tries parked records again.
 */
export class LaneRunner {
  readonly #using: RunningWith;
  readonly #turns: LimitFunction;
  readonly #limits: ChunkLimits;
  readonly #decoder: RecordDecoder;
  readonly #working = new Set<Lane>();
  readonly #retrying = new Set<Lane>();
  readonly #linger: Linger;
  #isTogether = false;
  /** The chunk of few that is at work; ended while there is none. Never rejects. */
  #atWork: Promise<void> = Promise.resolve();

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
      committed: new AfterCommit(options, parts).run,
    };
    this.#turns = pLimit(options.chunksConcurrently);
    this.#limits = { records: options.maxRecordsPerChunk, bytes: options.maxBytesPerChunk };
    this.#decoder = new RecordDecoder(options, parts.handlers);
    this.#linger = new Linger(options, parts.partitions);
  }

  /** Begins to work off what was fetched of a lane, unless that is under way. */
  start(lane: Lane): void {
    if (this.#working.has(lane)) return;
    if (this.#hasMany(lane)) void this.#workAlone(lane);
    else if (this.#isTogether) this.#linger.came(lane);
    else void this.#workTogether();
  }

  /** Ends with the chunk of few that is at work: what is fetched then comes in one piece, and is the next chunk. */
  async untilDone(): Promise<void> {
    await setImmediate();
    await this.#atWork;
  }

  /** Tries what waits for a prerequisite again, lane by lane. */
  async retryParked(): Promise<void> {
    for (const lane of this.lanes.all) {
      if (lane.parked.size === 0 || this.#isOver(lane)) continue;
      const now = Date.now();
      if (!isRetryDue(lane, now, this.options.parkRetryMs)) continue;
      lane.triedParkedAt = now;
      this.#retrying.add(lane);
      await lane
        .exclusive(async () => this.#retryParkedOf(lane))
        .catch((error: unknown) => {
          this.#leave(lane, error);
        });
      this.#retrying.delete(lane);
      if (this.#isWaiting(lane)) this.start(lane);
    }
  }

  /** Chunks of all lanes of which few records wait, until none waits. Never rejects. */
  async #workTogether(): Promise<void> {
    this.#isTogether = true;
    for (let waiting = this.#waiting; waiting.length > 0; waiting = this.#waiting) {
      if (this.#linger.isAllowed(this.lanes.all)) await this.#linger.untilDue(waiting);
      // What one fetch brought is handed over lane by lane.
      await setImmediate();
      this.#atWork = this.#turns(async () => this.#runTogether());
      await this.#atWork;
    }
    this.#isTogether = false;
  }

  /** Runs what waits by now in one chunk; lanes of which many wait by now, and all when it fails, each alone. */
  async #runTogether(): Promise<void> {
    const [first, ...others] = this.#sharesOfFew();
    if (!first) return;
    const shares: [Share, ...Share[]] = [first, ...others];
    const lanes = shares.map(({ lane }) => lane);
    for (const lane of lanes) this.#working.add(lane);
    const done = await exclusiveOfAll(lanes, async () => tryChunk(shares, this.#using));
    for (const { lane, input } of shares)
      if (done) {
        this.#working.delete(lane);
        this.#hasMoved(lane);
      } else void this.#workAlone(lane, input.records);
  }

  #sharesOfFew(): readonly Share[] {
    const shares: Share[] = [];
    let { records, bytes } = this.#limits;
    for (const lane of this.#waiting) {
      if (this.#hasMany(lane)) void this.#workAlone(lane);
      else if (records > 0 && bytes > 0) {
        const input = inputOf(lane, this.#decoder.all(lane.fetched.take({ records, bytes })));
        records -= input.records.length;
        bytes -= input.records.reduce((sum, { raw }) => sum + bytesOf(raw), 0);
        shares.push({ lane, input });
      }
    }
    return shares;
  }

  /**
   * Chunks of one lane, as long as many records wait; then it is with the others again. Never rejects.
   * @param ahead what it begins with
   */
  async #workAlone(lane: Lane, ahead?: Decoded): Promise<void> {
    this.#working.add(lane);
    try {
      do ahead = await this.#turns(async () => this.#runNext(lane, ahead));
      while ((ahead ?? this.#hasMany(lane)) && !this.#isOver(lane));
    } catch (error) {
      this.#leave(lane, error);
    } finally {
      this.#working.delete(lane);
    }
    if (this.#isWaiting(lane)) this.start(lane);
  }

  /**
   * Runs the next chunk: the one that was decoded ahead, or what waits by now.
   * @returns the chunk after it, if there is one already
   */
  async #runNext(lane: Lane, ahead: Decoded | undefined): Promise<Decoded | undefined> {
    if (this.#isOver(lane)) return undefined;
    const records = ahead ?? this.#decoder.all(lane.fetched.take(this.#limits));
    if (records.length === 0) return undefined;
    const input = inputOf(lane, records);
    const [after] = await Promise.all([
      this.#decodedMeanwhile(lane),
      lane.exclusive(async () => runChunk(lane, input, this.#beatOf(lane), this.#using)),
    ]);
    this.#hasMoved(lane);
    return after;
  }

  /** The next chunk, decoded while MongoDB works on the one before; not yet, while what is fetched meanwhile may become part of it. */
  async #decodedMeanwhile(lane: Lane): Promise<Decoded | undefined> {
    await setImmediate();
    return lane.fetched.hasWholeChunk(this.#limits)
      ? this.#decoder.all(lane.fetched.take(this.#limits))
      : undefined;
  }

  #hasMoved(lane: Lane): void {
    this.options.metrics.lag(lane.topic, lane.partition, lane.lag);
    this.parts.moved(lane);
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

  get #waiting(): readonly Lane[] {
    return this.lanes.all.filter((lane) => this.#isWaiting(lane));
  }

  #isWaiting(lane: Lane): boolean {
    const isFree = !this.#working.has(lane) && !this.#retrying.has(lane);
    return lane.fetched.count > 0 && isFree && !this.#isOver(lane);
  }

  #hasMany(lane: Lane): boolean {
    return lane.fetched.count > Math.min(fewAtMost, this.#limits.records);
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

  async #retryParkedOf(lane: Lane): Promise<void> {
    const documents = await this.parts.parked.oldest(lane.id, parkedAtOnce);
    if (documents.length === 0) return;
    const input = inputOfParked(lane, documents, this.#decoder.all(documents.map(rawRecordOf)));
    await runChunk(lane, input, this.#beatOf(lane), this.#using);
  }
}
