import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import {
  commitReservation,
  expireReservation,
  releaseReservation,
  reserveLicenses,
} from '@reservoir/messages';
import { aChunk, aPoolKey } from '../../testing/a-chunk.js';
import { aHolder, aLot, at, justBefore } from '../../testing/license-pool.fixtures.js';
import { publishedBy, tell } from '../../testing/record-context.js';
import { ReservationsController } from './reservations.controller.js';

const pool = aPoolKey;
const holder = aHolder();
const reservationId = 'reservation-one';
const deadline = at('2026-11-21T10:15:00Z');
const periodEnd = '2027-11-21T00:00:00Z';

let reservations: ReservationsController;

const reserve = (quantity: number) =>
  tell((data, context) => reservations.reserve(data, context), reserveLicenses, {
    pool,
    reservationId,
    holder,
    quantity,
  });
const commit = (now?: Instant) =>
  tell(
    (data, context) => reservations.commit(data, context),
    commitReservation,
    { pool, reservationId, holder, periodEnd },
    now && { now },
  );

/** What a contract is told of the lot (CT-1, CO-4). */
const ofLot = {
  purchasedAt: '2026-11-01T00:00:00.000Z',
  expiresAt: null,
  distributorId: 'distributor-one',
};
const answerTo = { topic: 'contracts.commands.v1', key: 'customer-one', sequence: null };

describe('PO-5 reservations', () => {
  beforeEach(() => {
    const chunk = aChunk();
    chunk.given(aLot({ available: 5 }));
    reservations = new ReservationsController(chunk);
  });

  it('reserve-licenses is answered with picks and deadline', async () => {
    const picks = [{ lotId: 'lot-one', quantity: 5 }];
    const granted = [{ ...picks[0], ...ofLot }];
    expect(publishedBy(await reserve(5))).toMatchObject([
      { type: 'licenses-reserved', sequence: 2, data: { reservationId, holder, picks, deadline } },
      {
        type: 'reservation-accepted',
        ...answerTo,
        data: { pool, holder, reservationId, picks: granted, deadline, poolVersion: 2 },
      },
    ]);
    // asked again, it is answered the same
    expect(publishedBy(await reserve(5))).toMatchObject([{ data: { picks: granted, deadline } }]);
  });

  it('reserve-licenses is refused with a reason', async () =>
    expect(publishedBy(await reserve(6))).toMatchObject([
      { type: 'reservation-rejected', data: { refusal: { code: 'pool-short' } } },
      {
        type: 'reservation-refused',
        ...answerTo,
        data: { reservationId, refusal: { code: 'pool-short' }, poolVersion: 1 },
      },
    ]));

  it('commit-reservation is answered with the picks', async () => {
    await reserve(5);
    expect(publishedBy(await commit(justBefore(deadline)))).toMatchObject([
      { type: 'licenses-assigned', sequence: 3 },
      {
        type: 'reservation-committed',
        ...answerTo,
        data: { reservationId, picks: [{ quantity: 5, ...ofLot }], poolVersion: 3 },
      },
    ]);
  });

  it('case 6: a commit at the deadline is refused, and what is held goes back right there', async () => {
    await reserve(5);
    const refused = {
      type: 'commit-refused',
      ...answerTo,
      data: { reservationId, refusal: { code: 'reservation-over' } },
    };
    expect(publishedBy(await commit(deadline))).toMatchObject([
      {
        type: 'reservation-released',
        sequence: 3,
        data: { reservationId, holder, why: 'deadline', lots: [{ counts: { available: 5, reserved: 0 } }] },
      },
      { ...refused, data: { ...refused.data, poolVersion: 3 } },
    ]);
    expect(publishedBy(await commit(deadline))).toMatchObject([refused]);
  });

  it('commit-reservation of an unknown one is refused', async () =>
    expect(publishedBy(await commit())).toMatchObject([
      { type: 'commit-refused', data: { reservationId, refusal: { code: 'reservation-over' } } },
    ]));

  it('release-reservation is not answered', async () => {
    const release = () =>
      tell((data, context) => reservations.release(data, context), releaseReservation, {
        pool,
        reservationId,
      });
    await reserve(5);
    expect(publishedBy(await release())).toMatchObject([
      { type: 'reservation-released', data: { why: 'released' } },
    ]);
    expect(publishedBy(await release())).toEqual([]);
  });

  it('expire-reservation releases at the deadline', async () => {
    const expire = (now: Instant) =>
      tell(
        (data, context) => reservations.expire(data, context),
        expireReservation,
        { pool, reservationId, deadline },
        { now },
      );
    await reserve(5);
    expect(publishedBy(await expire(justBefore(deadline)))).toEqual([]);
    expect(publishedBy(await expire(deadline))).toMatchObject([
      { type: 'reservation-released', data: { why: 'deadline' } },
    ]);
  });
});
