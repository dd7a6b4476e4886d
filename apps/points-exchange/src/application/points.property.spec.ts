import { describe, it } from '@jest/globals';
import * as fc from 'fast-check';
import { expectInvariants, expectNothingOverIsAvailable } from '../testing/invariants.js';
import { RandomPoints, anyStep } from '../testing/random-points.js';

describe('invariant 7', () => {
  it('holds after every step of any history of orders, quotes, exchanges, mint failures and expiries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 60 }), async (steps) => {
        const points = new RandomPoints();
        for (const step of steps) {
          const touched = await points.take(step);
          expectInvariants(points);
          if (touched) expectNothingOverIsAvailable(points, points.now);
        }
      }),
      { numRuns: 150 },
    );
  });
});
