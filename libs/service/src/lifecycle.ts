import type { Logger } from './logger.js';

/** How a process ends. */
export interface LifecycleOptions {
  readonly logger: Logger;
  /** How long an orderly end may take, in milliseconds. */
  readonly shutdownTimeoutMs: number;
  readonly exit: (code: number) => void;
}

interface Step {
  readonly name: string;
  readonly stop: () => Promise<void> | void;
}

/**
 * What was started is stopped in the opposite order. SIGTERM and SIGINT begin an orderly end, with exit 0; a second
 * signal, or too long a wait, forces exit 1. An exception that nobody caught ends the process at once with exit 1: what it
 * was doing is void, and the next process takes over.
 */
export class Lifecycle {
  readonly #steps: Step[] = [];
  readonly #ending = new AbortController();
  #stopped: Promise<boolean> | undefined;

  constructor(private readonly options: LifecycleOptions) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, this.#onSignal);
    process.on('uncaughtException', this.#onBug);
    process.on('unhandledRejection', this.#onBug);
  }

  /** Fires when the end begins. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /**
   * Starts something, and remembers how to stop it.
   * @throws Ending when the end has begun meanwhile; what was started is stopped then.
   */
  async start<T>(name: string, up: () => Promise<T> | T, down: (it: T) => Promise<void> | void): Promise<T> {
    this.ending.throwIfAborted();
    const it = await up();
    if (this.ending.aborted) {
      await down(it);
      throw new Ending();
    }
    this.#steps.push({ name, stop: () => down(it) });
    return it;
  }

  /** Stops everything, the last first. A step that fails does not keep the others from it. May be called twice. */
  stop(): Promise<boolean> {
    this.#ending.abort(new Ending());
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  /** Stops everything within the time allowed, then ends the process. */
  end(code: number): void {
    const { logger, shutdownTimeoutMs, exit } = this.options;
    const tooLong = setTimeout(() => {
      logger.error({ shutdownTimeoutMs }, 'the shutdown takes too long: ending without it');
      exit(1);
    }, shutdownTimeoutMs).unref();
    void this.stop().then((orderly) => {
      clearTimeout(tooLong);
      exit(orderly ? code : 1);
    });
  }

  async #stopAll(): Promise<boolean> {
    const { logger } = this.options;
    let orderly = true;
    for (const { name, stop } of this.#steps.toReversed()) {
      const startedAt = performance.now();
      try {
        await stop();
        logger.debug({ step: name, ms: Math.round(performance.now() - startedAt) }, `stopped: ${name}`);
      } catch (error) {
        orderly = false;
        logger.error({ error, step: name }, `could not stop: ${name}`);
      }
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, this.#onSignal);
    process.off('uncaughtException', this.#onBug);
    process.off('unhandledRejection', this.#onBug);
    logger.info({ orderly }, 'stopped');
    return orderly;
  }

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    const { logger, exit } = this.options;
    if (this.ending.aborted) {
      logger.warn({ signal }, 'second signal: ending at once');
      return exit(1);
    }
    logger.info({ signal }, 'stopping');
    this.end(0);
  };

  readonly #onBug = (error: unknown): void => {
    const { logger, exit } = this.options;
    logger.fatal({ error }, 'nobody caught this: ending');
    exit(1);
  };
}

/** The process is asked to end while it still waits for something. */
export class Ending extends Error {
  override readonly name = 'Ending';
}
