import { setTimeout as sleep } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long to keep trying, in milliseconds (default 10 000). */
  readonly timeoutMs?: number;
  /** The pause between two tries, in milliseconds (default 50). */
  readonly everyMs?: number;
  /** Gives up at once, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Repeats a check until it stops throwing, and gives what it returned: `await eventually(() => expect(…).toBe(…))`.
 * @throws the last error of the check when the time is over, or the reason of `signal`.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<T> {
  const { timeoutMs = 10_000, everyMs = 50, signal } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await check();
    } catch (error) {
      if (performance.now() + everyMs > deadline) throw error;
    }
    await sleep(everyMs);
  }
}
