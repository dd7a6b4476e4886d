import type { Connection } from 'mongoose';

/** Watches how far a service has come, and how long it ever stood still while there was something to do. */
export interface ProgressWatch {
  readonly worstPauseMs: () => number;
  stop(): void;
}

/** The sum of `next` over all positions of a database: grows with every record taken in. */
export async function takenIn(connection: Connection, topic: string): Promise<number> {
  const rows = await connection
    .collection<{ _id: string; next: number }>('positions')
    .find({ _id: { $gte: `${topic}/`, $lt: `${topic}0` } })
    .toArray();
  return rows.reduce((sum, { next }) => sum + next, 0);
}

/** Looks every 100 ms. */
export function watchProgress(connection: Connection, topic: string): ProgressWatch {
  let last = -1;
  let since = Date.now();
  let worst = 0;
  const timer = setInterval(() => {
    const look = (now: number): void => {
      if (now !== last) {
        last = now;
        since = Date.now();
      } else worst = Math.max(worst, Date.now() - since);
    };
    takenIn(connection, topic).then(look, () => undefined); // a look that fails is made up for by the next one
  }, 100);
  return { worstPauseMs: () => worst, stop: () => clearInterval(timer) };
}
