import type { Connection } from 'mongoose';
import { positionsOf } from './taken-in.js';

/** Watches how far a service has come, and how long one of its lanes ever stood still under steady load. */
export interface ProgressWatch {
  readonly worstPauseMs: () => number;
  stop(): void;
}

/** Looks every 100 ms at each lane; a lane counts from its first record on. */
export function watchProgress(connection: Connection, topic: string): ProgressWatch {
  const last = new Map<string, { readonly next: number; readonly since: number }>();
  let worst = 0;
  const look = (positions: ReadonlyMap<string, number>): void => {
    const now = Date.now();
    for (const [lane, next] of positions) {
      const before = last.get(lane);
      if (before?.next !== next) last.set(lane, { next, since: now });
      if (before && before.next > 0) worst = Math.max(worst, now - before.since);
    }
  };
  const timer = setInterval(() => {
    positionsOf(connection, topic).then(look, () => undefined); // a look that fails is made up for by the next one
  }, 100);
  return { worstPauseMs: () => worst, stop: () => clearInterval(timer) };
}
