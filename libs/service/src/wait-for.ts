import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './logger.js';

/** How to wait for a server. */
export interface WaitOptions {
  /** `Kafka at broker:9092`. */
  readonly server: string;
  /** What to do about it, for the one who reads the error. */
  readonly advice: string;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** True for a failure that waiting cannot cure. */
  readonly isFinal: (error: unknown) => boolean;
}

/** A server that was waited for did not come; or it came, and can never do. */
export class ServerUnavailable extends Error {
  override readonly name = 'ServerUnavailable';
}

const logEveryMs = 5000;

/**
 * Tries until it succeeds, and says every few seconds what it waits for.
 * @throws ServerUnavailable at the deadline, or at once when waiting cannot help; the signal's reason when it fires
 */
export async function waitFor<T>(attempt: () => Promise<T>, options: WaitOptions): Promise<T> {
  const { server, advice, deadline, logger, signal, isFinal } = options;
  const startedAt = performance.now();
  for (let nextLog = startedAt; ;) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const reason = reasonOf(error);
      const now = performance.now();
      if (isFinal(error))
        throw new ServerUnavailable(`${server} cannot be used: ${reason}`, { cause: error });
      if (now >= nextLog) {
        const seconds = {
          waitedSeconds: seconds1(now - startedAt),
          leftSeconds: Math.max(0, seconds1(deadline - now)),
        };
        logger.warn({ ...seconds, reason }, `waiting for ${server}`);
        nextLog = now + logEveryMs;
      }
      if (now >= deadline) throw tooLate(server, now - startedAt, reason, advice, error);
    }
    await sleep(500, undefined, { signal });
  }
}

function tooLate(server: string, waitedMs: number, reason: string, advice: string, cause: unknown): Error {
  const text = `${server} did not answer in ${seconds1(waitedMs)} s (${reason}). ${advice}.`;
  return new ServerUnavailable(text, { cause });
}

const seconds1 = (ms: number): number => Math.round(ms / 100) / 10;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
