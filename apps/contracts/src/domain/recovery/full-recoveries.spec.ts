import { describe, expect, it } from '@jest/globals';
import { plusDays } from '@reservoir/kernel';
import { aBatch, by, today } from '../../testing/batches.fixtures.js';
import { withDaysLeft } from '../../testing/batches.fixtures.js';
import { licencesIn } from '../batch.js';
import { mayHaveFull, withFullRecovery } from './full-recoveries.js';
import { sevenDays } from './recovery-policy.js';
import { removal } from './removal.js';

describe('PO-8 a client has full in a family once in 90 days', () => {
  const had = withFullRecovery([], 'endpoint', today);

  it.each([
    ['endpoint', 0, false],
    ['endpoint', 89, false],
    ['endpoint', 90, true],
    ['email', 0, true],
  ])('%s after %i days: %s', (familyId, days, may) =>
    expect(mayHaveFull(had, familyId, plusDays(today, days))).toBe(may),
  );

  it('forgets what no longer matters', () =>
    expect(withFullRecovery(had, 'email', plusDays(today, 90))).toEqual([
      { familyId: 'email', day: plusDays(today, 90) },
    ]));
});

describe('sequence 3 (PO-8): the preset of 7 days, assigned and cancelled on day 7 again and again', () =>
  it('is free once, and prorated afterwards', () => {
    let recoveries: ReturnType<typeof withFullRecovery> = [];
    const back = [0, 7, 14].map((later) => {
      const day = plusDays(today, later + 6);
      const contract = withDaysLeft(100, 'Y1', later + 365, {
        ...aBatch({ date: plusDays(today, later) }),
        quantity: 100,
      });
      const fullAllowed = mayHaveFull(recoveries, 'endpoint', day);
      const gone = removal(contract, 100, by({ policy: sevenDays, fullAllowed, today: day }));
      if (gone.usedFull) recoveries = withFullRecovery(recoveries, 'endpoint', day);
      return licencesIn(gone.back);
    });
    expect(back).toEqual([100, 98, 98]);
  }));
