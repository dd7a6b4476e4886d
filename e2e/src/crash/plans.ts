import { type Random } from '@reservoir/tools/random';

/** What happens to one process. */
export interface Plan {
  /** A point of the protocol, or `random`: at any time. */
  readonly point: string;
  /** At which passing of the point. */
  readonly nth: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** Every planted point: inside the transaction, after the commit, between sends, after them, during a take-over … */
export const points = [
  'before-transaction',
  'before-commit',
  'after-commit',
  'mid-send',
  'after-send',
  'before-offset-commit',
  'claimed',
] as const;

/** One kill in so many is a freeze: the process sleeps past its session and wakes up as a zombie. */
const freezeEvery = 6;
const randomEvery = 4;
/** Reached at take-overs, and once a second. */
const seldom: ReadonlySet<string> = new Set(['claimed', 'before-offset-commit']);

/** The plan of the n-th failure: all points in turn, some at random times, some freezes. */
export function planOf(number: number, random: Random): Plan {
  if (number % randomEvery === randomEvery - 1) return { point: 'random', nth: 1, signal: 'SIGKILL' };
  const point = points[number % points.length] ?? 'before-commit';
  const nth = random.int(1, seldom.has(point) ? 3 : 25);
  const canFreeze = point === 'before-transaction' || point === 'before-commit' || point === 'after-commit';
  return { point, nth, signal: canFreeze && number % freezeEvery === 0 ? 'SIGSTOP' : 'SIGKILL' };
}
