import { randomUUID } from 'node:crypto';
import { clockSet } from '@reservoir/messages';
import { send } from '@reservoir/testing/service-process';
import { randomOf } from '@reservoir/tools/random';
import { type GoingOn, again } from './supplies.js';

const quarterOfAnHourMs = 15 * 60_000;

/**
 * Sets all clocks ahead, by a little less or more than reservations and assignments live (PO-4, CT-4), whatever is in flight. An
 * advance that an operator asks for would wait until nothing is.
 */
export function startLeaps(run: string, everyMs: number, seed: number): GoingOn {
  const random = randomOf(seed);
  let aheadMs = 0;
  return again(
    () => everyMs,
    async () => {
      aheadMs += quarterOfAnHourMs + random.int(-400, 100);
      await send(run, clockSet, { ask: randomUUID(), aheadMs, advance: null });
    },
  );
}
