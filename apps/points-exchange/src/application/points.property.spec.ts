import { describe, it } from '@jest/globals';
import * as fc from 'fast-check';
import { expectInvariants, expectNothingOverIsAvailable, expectReplay } from '../testing/invariants.js';
import { RandomPoints, anyHistory } from '../testing/random-points.js';

describe('invariants 7, 8 and 11', () => {
  it('hold after every step of any history of orders, quotes, exchanges, mint failures and expiries', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const points = new RandomPoints();
        for (const step of history) {
          if (!(await points.take(step))) continue;
          expectInvariants(points);
          expectNothingOverIsAvailable(points, points.now);
        }
        expectReplay(points);
      }),
      { numRuns: 100 },
    );
  });
});
