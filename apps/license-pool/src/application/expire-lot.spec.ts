import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { aService } from '../testing/a-service.js';
import { aHolder, aKey, aLot, at, justBefore } from '../testing/license-pool.fixtures.js';
import { drawLicenses } from './draw-licenses.js';
import { expireLot } from './expire-lot.js';
import { releaseReservation } from './release-reservation.js';
import { reserveLicenses } from './reserve-licenses.js';

const expiresAt = at('2026-11-21T10:05:00Z');
const expiring = (
  service: ReturnType<typeof aService>,
  time: Instant,
  named = expiresAt,
  key = service.key,
) => service.run((all, now) => expireLot(key, { lotId: 'lot-one', expiresAt: named }, all, now), time);

describe('PO-2 a lot expires', () => {
  it('case 7: while reserved: what is available expires, what is reserved when it is released (PO-9)', () => {
    const service = aService(aLot({ available: 5, expiresAt }));
    const request = { reservationId: 'reservation-one', holder: aHolder(), quantity: 3 };
    service.run((all, now) => reserveLicenses(service.key, request, all, now));
    expect(expiring(service, expiresAt)).toMatchObject([{ type: 'lot-expired', pool: { version: 3 } }]);
    expect(service.pool()?.counts).toMatchObject({ available: 0, reserved: 3, expired: 2 });
    service.run((all, now) => releaseReservation(service.key, 'reservation-one', all, now), expiresAt);
    expect(service.pool()?.counts).toMatchObject({ available: 0, reserved: 0, expired: 5 });
  });

  it('PO-4 is over for draws at the instant, even if the job is late', () => {
    const service = aService(aLot({ available: 5, expiresAt }));
    const request = { holder: aHolder(), quantity: 1, periodEnd: at('2027-01-01T00:00:00Z') };
    const drawn = service.run((all, now) => drawLicenses(service.key, request, all, now), expiresAt);
    expect(drawn.result).toMatchObject({ error: { code: 'pool-short', errors: [{ available: 0 }] } });
    expect(expiring(service, at('2026-11-22T00:00:00Z'))).toHaveLength(1);
  });

  it('once, not before its time, and only the lot that is named', () => {
    const service = aService(aLot({ available: 5, expiresAt }));
    expect(expiring(service, justBefore(expiresAt))).toEqual([]);
    expect(expiring(service, expiresAt, at('2026-11-21T10:04:00Z'))).toEqual([]);
    expect(expiring(service, expiresAt, expiresAt, aKey('patch-management'))).toEqual([]);
    expect(expiring(service, expiresAt)).toHaveLength(1);
    expect(expiring(service, expiresAt)).toEqual([]);
    expect(service.pool()?.version).toBe(2);
  });

  it('an unknown lot does not', () => expect(expiring(aService(), expiresAt)).toEqual([]));
});
