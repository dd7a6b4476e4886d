import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import type { OperationWatch, OperationWatches } from '../../application/ports.js';

/** The part of a logger that is used here. */
interface Warns {
  warn(detail: object, message: string): void;
}

/** What the change stream tells: which operation. */
interface Change {
  readonly documentKey: { readonly _id: string };
}

const pipeline = [
  { $match: { operationType: { $in: ['update', 'replace'] } } },
  { $project: { documentKey: 1 } },
];
const reopenAfterMs = 1000;

/**
 * Wakes those who wait for an operation, by one change stream per process on the operations. While the stream is broken,
 * waiters fall back to looking themselves.
 */
export class OperationChanges implements OperationWatches {
  readonly #waiting = new Map<string, Set<Latch>>();
  readonly #stopping = new AbortController();
  #stream: mongo.ChangeStream | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly logger: Warns,
  ) {}

  open(operationId: string): OperationWatch {
    const latch = new Latch(() => {
      this.#forget(operationId, latch);
    });
    const latches = this.#waiting.get(operationId);
    if (latches) latches.add(latch);
    else this.#waiting.set(operationId, new Set([latch]));
    return latch;
  }

  /** Begins to listen; returns at once. */
  start(): void {
    void this.#listen();
  }

  /** Wakes whoever still waits. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const operationId of this.#waiting.keys()) this.#wake(operationId);
    await this.#stream?.close().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    while (!this.#isStopping()) {
      try {
        this.#stream = this.connection.collection('operations').watch(pipeline, { maxAwaitTimeMS: 1000 });
        for await (const change of this.#stream) this.#wake((change as unknown as Change).documentKey._id);
      } catch (error) {
        if (!this.#isStopping())
          this.logger.warn({ error }, 'the change stream of the operations ended: opening it anew');
      }
      await sleep(reopenAfterMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #wake(operationId: string): void {
    for (const latch of this.#waiting.get(operationId) ?? []) latch.release();
  }

  #forget(operationId: string, latch: Latch): void {
    const latches = this.#waiting.get(operationId);
    latches?.delete(latch);
    if (latches?.size === 0) this.#waiting.delete(operationId);
  }
}

/** Remembers a signal until somebody waits for it. */
class Latch implements OperationWatch {
  #released = false;
  #wake: (() => void) | undefined;

  constructor(readonly close: () => void) {}

  release(): void {
    this.#released = true;
    this.#wake?.();
  }

  async changed(withinMs: number): Promise<void> {
    if (!this.#released) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#released = false;
    this.#wake = undefined;
  }
}
