import { setTimeout as sleep } from 'node:timers/promises';
import type { Aggregates } from '@reservoir/messaging';
import type { Connection, mongo } from 'mongoose';
import type { OperationWatch, OperationWatches } from '../../application/ports.js';
import type { Operation } from '../../domain/operation.js';
import type { StoredOperation } from '../../read-models.js';
import { type OperationDocument, fromDocument, fromStored } from './operation-document.js';

/** The part of a logger that is used here. */
interface Warns {
  warn(detail: object, message: string): void;
}

/** What the change stream tells of an operation that got its outcome: its projection replaces it as a whole. */
interface Replaced {
  readonly fullDocument: OperationDocument;
}

const pipeline = [{ $match: { operationType: 'replace' } }, { $project: { fullDocument: 1 } }];
const reopenAfterMs = 1000;

/**
 * Tells those who wait for an operation what came of it: at once what this process committed, and by one change stream per process
 * what others did. While the stream is broken, waiters fall back to looking themselves.
 */
export class OperationChanges implements OperationWatches {
  readonly #waiting = new Map<string, Set<Latch>>();
  readonly #stopping = new AbortController();
  #stream: mongo.ChangeStream | undefined;

  /** @param operations that the projection of this process writes */
  constructor(
    private readonly connection: Connection,
    operations: Aggregates<StoredOperation>,
    private readonly logger: Warns,
  ) {
    operations.whenCommitted((completed) => {
      for (const operation of completed) this.#tell(fromStored(operation));
    });
  }

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
    for (const latches of this.#waiting.values()) for (const latch of latches) latch.release();
    await this.#stream?.close().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    while (!this.#isStopping()) {
      try {
        this.#stream = this.connection.collection('operations').watch(pipeline, { maxAwaitTimeMS: 1000 });
        for await (const change of this.#stream)
          this.#tell(fromDocument((change as unknown as Replaced).fullDocument));
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

  #tell(operation: Operation): void {
    for (const latch of this.#waiting.get(operation.id) ?? []) latch.release(operation);
  }

  #forget(operationId: string, latch: Latch): void {
    const latches = this.#waiting.get(operationId);
    latches?.delete(latch);
    if (latches?.size === 0) this.#waiting.delete(operationId);
  }
}

/** Remembers what is told until somebody waits for it. */
class Latch implements OperationWatch {
  #told: { readonly operation: Operation | undefined } | undefined;
  #wake: (() => void) | undefined;

  constructor(readonly close: () => void) {}

  release(operation?: Operation): void {
    this.#told = { operation };
    this.#wake?.();
  }

  async changed(withinMs: number): Promise<Operation | undefined> {
    if (!this.#told) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const told = this.#told;
    this.#told = undefined;
    this.#wake = undefined;
    return told?.operation;
  }
}
