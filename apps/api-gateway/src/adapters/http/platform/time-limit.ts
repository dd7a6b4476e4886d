import { within } from '@reservoir/service';
import { Problem } from './problem.js';

/** There was no answer from behind in time. */
export const tookTooLong = (limitMs: number): Problem =>
  new Problem('time-limit', {
    detail: `There was no answer within ${limitMs / 1000} s. A command with an Idempotency-Key can be sent again.`,
    headers: { 'retry-after': '5' },
  });

/**
 * The same promise, given up after a time: the driver of MongoDB has no limit of its own for a server that holds the
 * connection and says nothing.
 * @throws Problem time-limit
 */
export const inTime = async <T>(limitMs: number, promise: Promise<T>): Promise<T> =>
  within(limitMs, promise, () => tookTooLong(limitMs));
