import { describe, expect, it } from '@jest/globals';
import { aHolder, aLot, aPool, aPoolOf, at, justBefore, now } from '../testing/license-pool.fixtures.js';
import { assign, thePeriodIsNotOver } from './assignment.js';

const request = { holder: aHolder(), quantity: 4, periodEnd: at('2027-11-21T00:00:00Z') };

describe('CT-4 licences are assigned in one step', () => {
  it('in draw order, all that are asked for', () => {
    const open = aPool({ available: 3 }, { available: 3 }, { available: 3 });
    const lots = [
      aLot({ id: 'lot-1', assigned: 3, version: 2 }),
      aLot({ id: 'lot-2', available: 2, assigned: 1, version: 2 }),
    ];
    const pool = { ...aPoolOf([...lots, ...open.lots.slice(2)]), version: 4 };
    const picks = [
      { lotId: 'lot-1', quantity: 3 },
      { lotId: 'lot-2', quantity: 1 },
    ];
    expect(assign(open, request, now)).toEqual({
      ok: true,
      value: {
        state: { pool, lots },
        events: [{ type: 'licenses-assigned', pool, lots, holder: aHolder(), picks }],
      },
    });
  });

  it('PO-4 or none', () =>
    expect(assign(aPool({ available: 3 }), request, now)).toMatchObject({
      ok: false,
      error: { code: 'pool-short' },
    }));

  it('not at or after the end of the period', () =>
    expect(assign(aPool({ available: 9 }), request, request.periodEnd)).toMatchObject({
      error: { code: 'period-over', rule: 'CT-4' },
    }));
});

describe('CT-4 thePeriodIsNotOver', () => {
  const { periodEnd } = request;
  it('passes just before', () => expect(thePeriodIsNotOver(request, justBefore(periodEnd))).toBeUndefined());
  it('refuses at the end', () =>
    expect(thePeriodIsNotOver(request, periodEnd)).toEqual({
      code: 'period-over',
      rule: 'CT-4',
      detail: "the contract's period ended at 2027-11-21T00:00:00.000Z",
    }));
});
