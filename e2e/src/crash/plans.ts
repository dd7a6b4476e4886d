import { type Random } from '@reservoir/tools/random';

/** A step of a saga: a record that a service takes in, and whose it is. */
export interface Step {
  /** How the correlation ids of the saga's records begin, before a dot; null for whichever saga. */
  readonly saga: string | null;
  /** Type of the record. */
  readonly record: string;
}

/** What happens to one process. */
export interface Plan {
  /** A point of the protocol, or `random`: at any time. */
  readonly point: string;
  /** At which passing of the point. */
  readonly nth: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  /** Only passings with such a record in the chunk are counted. */
  readonly step?: Step;
}

/** Points that a chunk passes: inside the transaction, after the commit, between sends, after them. */
export const pointsOfAChunk = [
  'before-transaction',
  'before-commit',
  'after-commit',
  'mid-send',
  'after-send',
] as const;

/** Every planted point: those of a chunk, and during a take-over … */
export const points = [...pointsOfAChunk, 'before-offset-commit', 'claimed'] as const;

/** One kill in so many is a freeze: the process sleeps past its session and wakes up as a zombie. */
const freezeEvery = 6;
const randomEvery = 4;
/** Reached at take-overs, and once a second. */
const seldom: ReadonlySet<string> = new Set(['claimed', 'before-offset-commit']);

/** What can be frozen in: where the process has not sent yet what its successor sends. */
export const canFreezeAt = (point: string): boolean =>
  point === 'before-transaction' || point === 'before-commit' || point === 'after-commit';

/** The plan of the n-th failure: all points in turn, some at random times, some freezes. */
export function planOf(number: number, random: Random): Plan {
  if (number % randomEvery === randomEvery - 1) return { point: 'random', nth: 1, signal: 'SIGKILL' };
  const point = points[number % points.length] ?? 'before-commit';
  const nth = random.int(1, seldom.has(point) ? 3 : 25);
  const freezes = canFreezeAt(point) && number % freezeEvery === 0;
  return { point, nth, signal: freezes ? 'SIGSTOP' : 'SIGKILL' };
}
