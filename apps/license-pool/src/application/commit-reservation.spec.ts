import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { aService } from '../testing/a-service.js';
import { aHolder, aKey, aLot, at, justBefore } from '../testing/license-pool.fixtures.js';
import { commitReservation } from './commit-reservation.js';
import { expireReservation, releaseReservation } from './release-reservation.js';
import { reserveLicenses } from './reserve-licenses.js';

const deadline = at('2026-11-21T10:15:00Z');
const periodEnd = at('2027-11-21T00:00:00Z');
const reservationId = 'reservation-one';

/** Five licences, three of them held. */
function aServiceThatHolds() {
  const service = aService(aLot({ available: 5 }));
  service.run((all, now) =>
    reserveLicenses(service.key, { reservationId, holder: aHolder(), quantity: 3 }, all, now),
  );
  return {
    ...service,
    commit: (time: Instant, end = periodEnd, key = service.key) =>
      service.run((all, now) => commitReservation(key, { reservationId, periodEnd: end }, all, now), time),
    release: (time: Instant) =>
      service.run((all, now) => releaseReservation(service.key, reservationId, all, now), time),
    expire: (time: Instant, named = deadline) =>
      service.run(
        (all, now) => expireReservation(service.key, { reservationId, deadline: named }, all, now),
        time,
      ),
  };
}

describe('PO-5 a commit', () => {
  it('assigns what is held', () => {
    const service = aServiceThatHolds();
    expect(service.commit(justBefore(deadline))).toMatchObject({
      result: { ok: true, value: [{ lotId: 'lot-one', quantity: 3 }] },
      pool: { version: 3 },
      events: [{ type: 'licenses-assigned', holder: aHolder() }],
    });
    expect(service.pool()?.counts).toMatchObject({ available: 2, reserved: 0, assigned: 3 });
  });

  it('case 6: the reservation times out while its commit is in flight: refused, and the licences go back right there', () => {
    const service = aServiceThatHolds();
    expect(service.commit(deadline)).toMatchObject({
      result: { error: { code: 'reservation-over', rule: 'PO-5' } },
      pool: { version: 3 },
      events: [{ type: 'reservation-released', reservationId, why: 'deadline' }],
    });
    expect(service.pool()?.counts).toMatchObject({ available: 5, reserved: 0, assigned: 0 });
    expect(service.expire(deadline)).toEqual([]);
    expect(service.pool()?.version).toBe(3);
  });

  it('case 6: the job was faster: the commit is refused, and nothing moves again', () => {
    const service = aServiceThatHolds();
    expect(service.expire(deadline)).toMatchObject([{ type: 'reservation-released', why: 'deadline' }]);
    expect(service.commit(deadline)).toMatchObject({
      result: { error: { code: 'reservation-over' } },
      events: [],
    });
    expect(service.pool()).toMatchObject({ counts: { available: 5, reserved: 0, assigned: 0 }, version: 3 });
  });

  it('CT-4 at the end of the period is refused, and the licences go back right there', () => {
    const service = aServiceThatHolds();
    expect(service.commit(at('2026-11-21T10:10:00Z'), at('2026-11-21T10:10:00Z'))).toMatchObject({
      result: { error: { code: 'period-over', rule: 'CT-4' } },
      events: [{ type: 'reservation-released', why: 'released' }],
    });
    expect(service.pool()?.counts.available).toBe(5);
  });

  it('happens once: a second one is refused, and so is its release', () => {
    const service = aServiceThatHolds();
    const time = justBefore(deadline);
    service.commit(time);
    expect(service.commit(time)).toMatchObject({
      result: { error: { code: 'reservation-over' } },
      events: [],
    });
    expect(service.release(time)).toEqual([]);
    expect(service.expire(deadline)).toEqual([]);
    expect(service.pool()?.counts).toMatchObject({ available: 2, assigned: 3 });
  });

  it('is refused for a reservation that is unknown, forgotten, or of another pool', () => {
    const unknown = { result: { error: { code: 'reservation-over' } }, pool: { version: 0 }, events: [] };
    const service = aServiceThatHolds();
    expect(service.commit(deadline, periodEnd, aKey('patch-management'))).toMatchObject(unknown);
    expect(service.pool()?.counts.reserved).toBe(3);
    const request = { reservationId: 'nobody', periodEnd };
    expect(service.run((all, now) => commitReservation(aKey('edr'), request, all, now))).toMatchObject(
      unknown,
    );
  });
});

describe('PO-5 a release', () => {
  it('gives back what is held, once', () => {
    const service = aServiceThatHolds();
    const time = justBefore(deadline);
    expect(service.release(time)).toMatchObject([{ type: 'reservation-released', why: 'released' }]);
    expect(service.release(time)).toEqual([]);
    expect(service.commit(time)).toMatchObject({ result: { error: { code: 'reservation-over' } } });
    expect(service.pool()).toMatchObject({ counts: { available: 5, reserved: 0 }, version: 3 });
  });

  it('of an unknown reservation is a no-op', () =>
    expect(aService().run((all, now) => releaseReservation(aKey(), 'nobody', all, now))).toEqual([]));

  it('by the job only at the deadline, and only with the deadline that the reservation has', () => {
    const service = aServiceThatHolds();
    expect(service.expire(justBefore(deadline))).toEqual([]);
    expect(service.expire(deadline, at('2026-11-21T10:14:00Z'))).toEqual([]);
    expect(service.expire(deadline)).toHaveLength(1);
  });
});
