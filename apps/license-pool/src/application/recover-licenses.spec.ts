import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { aService } from '../testing/a-service.js';
import { aHolder, aKey, aLot, at, justBefore } from '../testing/license-pool.fixtures.js';
import { recoverLicenses } from './recover-licenses.js';

const picks = (quantity: number) => (quantity > 0 ? [{ lotId: 'lot-one', quantity }] : []);
const recovering = (
  service: ReturnType<typeof aService>,
  back: number,
  retired: number,
  { time, recoveryId = 'recovery-one' }: { time?: Instant; recoveryId?: string } = {},
) =>
  service.run((all, now) => {
    const request = { recoveryId, holder: aHolder(), back: picks(back), retired: picks(retired) };
    return recoverLicenses(service.key, request, all, now);
  }, time);

describe('PO-6 a recovery', () => {
  it('gives back what is to go back, and retires the rest: 54 and 46 of 100', () => {
    const service = aService(aLot({ assigned: 100 }));
    expect(recovering(service, 54, 46)).toMatchObject({
      value: {
        pool: { version: 3 },
        events: [
          { type: 'licenses-recovered', mode: 'prorated', recoveryId: 'recovery-one', pool: { version: 2 } },
          { type: 'licenses-retired', recoveryId: 'recovery-one', holder: aHolder(), pool: { version: 3 } },
        ],
      },
    });
    expect(service.pool()?.counts).toMatchObject({ available: 54, assigned: 0, retired: 46 });
    expect(service.lot('lot-one')).toMatchObject({ counts: { available: 54, retired: 46 }, version: 3 });
  });

  it('in full retires nothing', () => {
    const service = aService(aLot({ assigned: 18 }));
    expect(recovering(service, 18, 0)).toMatchObject({
      value: { events: [{ type: 'licenses-recovered', mode: 'full' }] },
    });
    expect(service.pool()?.counts).toMatchObject({ available: 18, retired: 0 });
  });

  it('again changes nothing, and gives the pool as it is now', () => {
    const service = aService(aLot({ assigned: 10 }));
    recovering(service, 5, 1);
    expect(recovering(service, 5, 1)).toMatchObject({ value: { pool: { version: 3 }, events: [] } });
    expect(service.pool()?.counts).toMatchObject({ available: 5, assigned: 4, retired: 1 });
    expect(recovering(service, 4, 0, { recoveryId: 'recovery-two' })).toMatchObject({ ok: true });
    expect(service.pool()?.counts).toMatchObject({ available: 9, assigned: 0 });
  });

  it('of nothing changes nothing', () =>
    expect(recovering(aService(aLot({ assigned: 1 })), 0, 0)).toMatchObject({
      value: { pool: { version: 1 }, events: [] },
    }));

  it('of more than is assigned is refused as a whole', () => {
    const service = aService(aLot({ assigned: 10 }));
    expect(recovering(service, 6, 5)).toMatchObject({ error: { code: 'return-not-assigned' } });
    expect(service.pool()).toMatchObject({ counts: { assigned: 10 }, version: 1 });
    expect(service.memory.all('recoveries')).toEqual([]);
  });

  it('under the id of a recovery of another pool is a bug', () => {
    const service = aService(aLot({ assigned: 10 }));
    recovering(service, 5, 0);
    const request = { recoveryId: 'recovery-one', holder: aHolder(), back: [], retired: [] };
    const elsewhere = () => service.run((all, now) => recoverLicenses(aKey('edr'), request, all, now));
    expect(elsewhere).toThrow('recovery-one');
  });
});

describe('PO-9 what is recovered', () => {
  const expiresAt = at('2027-02-19T00:00:00Z');
  const given = () => aService(aLot({ assigned: 10, expiresAt }));

  it('into a lot that has expired goes to expired; what is retired is retired all the same', () => {
    const service = given();
    recovering(service, 7, 3, { time: expiresAt });
    expect(service.pool()?.counts).toMatchObject({ available: 0, assigned: 0, retired: 3, expired: 7 });
  });

  it('into a lot that has not, is available', () => {
    const service = given();
    recovering(service, 7, 3, { time: justBefore(expiresAt) });
    expect(service.pool()?.counts).toMatchObject({ available: 7, retired: 3, expired: 0 });
  });
});

describe('PO-12 the end of a period', () => {
  it('retires all of its licences, and gives nothing back', () => {
    const service = aService(aLot({ assigned: 10, available: 1 }));
    expect(recovering(service, 0, 10)).toMatchObject({
      value: { events: [{ type: 'licenses-retired', picks: [{ lotId: 'lot-one', quantity: 10 }] }] },
    });
    expect(service.pool()?.counts).toMatchObject({ available: 1, assigned: 0, retired: 10 });
  });
});
