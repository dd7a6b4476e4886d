import { describe, expect, it } from '@jest/globals';
import { instant, utcDay } from '@reservoir/kernel';
import { aContract, aPeriod } from '../testing/a-contract.js';
import { nextDue, noticedBy } from './due.js';
import { lookAfter, lookAgain } from './renewal/renewal-look.js';

const end = utcDay('2027-11-21');

describe('CT-8, CT-17 what is due next of a contract', () => {
  it('is its start while it is scheduled', () =>
    expect(nextDue(aContract({ state: 'scheduled', activatedAt: null }))).toEqual({
      kind: 'start',
      at: '2026-11-21T00:00:00.000Z',
    }));

  it.each([
    [null, 'notice', '2027-09-22', 60],
    [60, 'notice', '2027-10-22', 30],
    [30, 'notice', '2027-11-14', 7],
    [7, 'notice', '2027-11-20', 1],
    [1, 'end', '2027-11-21', undefined],
  ])('after the notice of %p days: %s at %s', (given, kind, day, daysBefore) => {
    const noticed = given === null ? null : { end, daysBefore: given };
    expect(nextDue(aContract({ noticed }))).toEqual({
      kind,
      at: `${day}T00:00:00.000Z`,
      ...(daysBefore !== undefined && { daysBefore }),
    });
  });

  it('is the end of the present period, while notices are about the last end', () => {
    const future = aPeriod({ start: end });
    const noticed = { end, daysBefore: 1 };
    expect(nextDue(aContract({ periods: [aPeriod(), future], noticed }))).toMatchObject({
      kind: 'end',
      at: '2027-11-21T00:00:00.000Z',
    });
  });

  it.each(['draft', 'reserved', 'expired', 'cancelled', 'superseded'] as const)(
    'is nothing for one that is %s',
    (state) => expect(nextDue(aContract({ state }))).toBeUndefined(),
  );

  it.each([
    ['2027-09-22T00:00:00Z', null],
    ['2027-09-22T00:00:00.001Z', 60],
    ['2027-11-20T12:00:00Z', 1],
  ])('CT-17 an end that is new at %s counts the notices of before as given: %p', (now, daysBefore) =>
    expect(noticedBy(aContract(), instant(now))).toEqual(daysBefore === null ? null : { end, daysBefore }),
  );
});

describe('CT-7 when auto-renewal looks', () => {
  const noon = instant('2026-11-21T12:00:00Z');
  const look = lookAfter(undefined, aContract(), noon)!;

  it('7 days before the last end, or at once when that is past', () => {
    expect(look).toMatchObject({
      id: 'contract-1',
      version: 1,
      end,
      dueAt: '2027-11-14T00:00:00.000Z',
      told: null,
    });
    const late = instant('2027-11-16T08:00:00Z');
    expect(lookAfter(undefined, aContract(), late)?.dueAt).toBe(late);
  });

  it('stays as it is while the end does', () =>
    expect(lookAfter(look, aContract({ version: 9 }), noon)).toBeUndefined());

  it('at nothing that has a future, is a module or a trial, or is over', () => {
    for (const changes of [
      { next: 'renewal' },
      { kind: 'module' },
      { mode: 'trial' },
      { state: 'cancelled' },
    ] as const) {
      expect(lookAfter(undefined, aContract(changes), noon)).toBeUndefined();
      expect(lookAfter(look, aContract(changes), noon)).toMatchObject({ version: 2, dueAt: null });
    }
  });

  it('anew at another end', () => {
    const over = lookAgain(look, 'short', instant('2027-11-20T23:30:00Z'));
    expect(over).toMatchObject({ dueAt: null, told: 'short' });
    const next = aContract({ periods: [aPeriod({ start: end, end: utcDay('2028-11-21') })] });
    expect(lookAfter(over, next, noon)).toMatchObject({
      end: '2028-11-21',
      dueAt: '2028-11-14T00:00:00.000Z',
      told: null,
    });
  });

  it('in vain: again in an hour, until the end', () => {
    expect(lookAgain(look, null, instant('2027-11-14T00:00:00Z'))).toMatchObject({
      dueAt: '2027-11-14T01:00:00.000Z',
    });
    expect(lookAgain(look, null, instant('2027-11-20T22:59:59Z')).dueAt).toBe('2027-11-20T23:59:59.000Z');
    expect(lookAgain(look, null, instant('2027-11-20T23:00:00Z')).dueAt).toBeNull();
  });
});
