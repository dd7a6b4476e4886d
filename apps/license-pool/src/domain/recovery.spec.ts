import { describe, expect, it } from '@jest/globals';
import { aHolder, aLot, aPool, aPoolOf, justBefore, now } from '../testing/license-pool.fixtures.js';
import { everyPickIsAssigned, returnInFull } from './recovery.js';

const asking = (...quantities: number[]) => ({
  holder: aHolder(),
  picks: quantities.map((quantity, index) => ({ lotId: `lot-${index + 1}`, quantity })),
});

describe('CT-4 what an assignment took comes back in full', () => {
  it('into the lots that it came from', () => {
    const before = aPool({ available: 1, assigned: 4 }, { assigned: 2 });
    const lots = [
      aLot({ id: 'lot-1', available: 4, assigned: 1, version: 2 }),
      aLot({ id: 'lot-2', available: 2, version: 2 }),
    ];
    const pool = { ...aPoolOf(lots), version: 3 };
    expect(returnInFull(before, asking(3, 2), now)).toEqual({
      ok: true,
      value: {
        state: { pool, lots },
        events: [{ type: 'licenses-recovered', pool, lots, ...asking(3, 2), mode: 'full' }],
      },
    });
  });

  it('PO-9 what comes back to a lot that is over goes to expired', () => {
    const before = aPool({ assigned: 2, expiresAt: now });
    const back = returnInFull(before, asking(2), now);
    expect(back).toMatchObject({ value: { state: { lots: [{ counts: { available: 0, expired: 2 } }] } } });
    const earlier = returnInFull(before, asking(2), justBefore(now));
    expect(earlier).toMatchObject({ value: { state: { lots: [{ counts: { available: 2, expired: 0 } }] } } });
  });

  it('names a lot once, however often it was named', () => {
    const picks = [1, 2].map((quantity) => ({ lotId: 'lot-1', quantity }));
    const back = returnInFull(aPool({ assigned: 3 }), { holder: aHolder(), picks }, now);
    expect(back).toMatchObject({
      value: { state: { lots: [{ version: 2 }] }, events: [{ picks: [{ lotId: 'lot-1', quantity: 3 }] }] },
    });
  });
});

describe('CT-4 everyPickIsAssigned', () => {
  const stock = aPool({ assigned: 3 });

  it('passes up to what is assigned', () =>
    expect(everyPickIsAssigned(stock, asking(3).picks)).toBeUndefined());

  it('refuses one more, and with it all', () =>
    expect(returnInFull(aPool({ assigned: 3 }, { assigned: 3 }), asking(3, 4), now)).toEqual({
      ok: false,
      error: {
        code: 'return-not-assigned',
        rule: 'CT-4',
        detail: '4 to return to lot lot-2, which has 3 assigned in this pool',
      },
    }));

  it('refuses an unknown lot, and one of another pool', () => {
    expect(everyPickIsAssigned({ ...stock, lots: [] }, asking(1).picks)?.code).toBe('return-not-assigned');
    const foreign = [aLot({ id: 'lot-1', assigned: 3, poolId: 'another' })];
    expect(everyPickIsAssigned({ ...stock, lots: foreign }, asking(1).picks)?.code).toBe(
      'return-not-assigned',
    );
  });
});
