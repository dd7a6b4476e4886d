import { eventually } from '../eventually.js';
import type { Supervised } from './supervise.js';

/**
 * Waits until a server that was started answers.
 * @throws Error with the last lines of its log when it ends instead, or does not answer in time; it is then ended.
 */
export async function untilReady(
  name: string,
  server: Supervised,
  check: () => Promise<void>,
  timeoutMs = 120_000,
): Promise<void> {
  const ended = new AbortController();
  void server.exited.then((code) => ended.abort(new Error(`it ended with code ${code}`)));
  try {
    await eventually(check, { timeoutMs, everyMs: 100, signal: ended.signal });
  } catch (error) {
    const lines = server.lastLines();
    await server.stop();
    throw new Error(`${name} did not start: ${(error as Error).message}; the end of its log:\n${lines}`, {
      cause: error,
    });
  }
}
