import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Works, and then rests twice as long as that took: what comes meanwhile gathers, and processes that share their cores with others leave
 * them some (docs/adr/0026).
 * @param mostMs it rests so many milliseconds at most; 0 for no rest
 */
export async function workThenRest(mostMs: number, work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await work();
  if (mostMs > 0) await sleep(Math.min(mostMs, 2 * (performance.now() - began)));
}
