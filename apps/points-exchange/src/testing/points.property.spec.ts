import { deepEqual } from 'node:assert/strict';
import { describe, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { type LedgerEntry, beginning, verifyEntries } from '@reservoir/points-ledger';
import { sequences } from '@reservoir/testing/properties';
import * as fc from 'fast-check';
import { expectInvariants, expectNothingOverIsAvailable, expectReplay } from './invariants.js';
import { statesOf } from './memory-points.js';
import { Chronicle } from './chronicle.js';
import { RandomPoints, type Step, anyHistory } from './random-points.js';

const { numRuns, minLength } = sequences(100);
const histories = anyHistory(minLength);

const ledgerOf = ({ documents }: RandomPoints): readonly LedgerEntry[] =>
  [...statesOf(documents, 'transactions')].sort((a, b) => a.number - b.number);

async function played(
  history: readonly Step[],
  look: (points: RandomPoints, changed: boolean) => void = () => undefined,
): Promise<RandomPoints> {
  const points = new RandomPoints();
  for (const step of history) look(points, await points.take(step));
  return points;
}

describe('invariants 7, 8 and 11', () => {
  it('hold after every step of any history of orders, promotions, adjustments, quotes, exchanges, mint failures, reversals and expiries', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const points = await played(history, (world, changed) => {
          if (!changed) return;
          expectInvariants(world);
          expectNothingOverIsAvailable(world, world.now);
        });
        expectReplay(points);
      }),
      { numRuns },
    );
  });

  it('PT-1 the chain of any history is whole', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const points = await played(history);
        const found = verifyEntries(beginning, ledgerOf(points));
        deepEqual(found.ok && found.position.number, points.events.length);
      }),
      { numRuns },
    );
  });
});

describe('points as of any past instant', () => {
  it('are what they were then, and the same through checkpoints as from the first entry', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 20 }), async (history, every) => {
        const chronicle = new Chronicle();
        const points = await played(history, (world, changed) => chronicle.note(world, changed));
        const ledger = ledgerOf(points);
        const instants = new Set<Instant>([...chronicle.instants, ...ledger.map(({ at }) => at)]);
        for (const at of instants) chronicle.expectAsOf(ledger, at, every);
      }),
      { numRuns },
    );
  });
});
