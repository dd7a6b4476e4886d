import { describe, expect, it } from '@jest/globals';
import {
  aHolder,
  aLot,
  aPool,
  aPoolOf,
  aReservation,
  at,
  justBefore,
  now,
} from '../testing/license-pool.fixtures.js';
import { type Holding, commit, release, reserve } from './reservation.js';

const deadline = at('2026-11-21T10:15:00Z');
const periodEnd = at('2027-11-21T00:00:00Z');
const asking = (quantity: number) => ({ reservationId: 'reservation-one', holder: aHolder(), quantity });

/** Five licences of one lot that are held since `now`. */
function held(expiresAt = at('2026-12-01T00:00:00Z')): Holding {
  const lots = [aLot({ id: 'lot-1', available: 1, reserved: 5, expiresAt })];
  return { pool: aPoolOf(lots), lots, reservation: aReservation() };
}

describe('PO-4 a reservation', () => {
  it('touches no more lots than it may', () => {
    const open = aPool({ available: 1 }, { available: 1 });
    const refused = { ok: false, error: { code: 'draw-too-scattered', errors: [{ lots: 1 }] } };
    expect(reserve(open, { ...asking(2), lotsMost: 1 }, now)).toMatchObject(refused);
    expect(reserve(open, { ...asking(2), lotsMost: 2 }, now)).toMatchObject({ ok: true });
  });

  it('case 1: the last 5 licences, two requests of 5: one reserved, the other refused with available: 0', () => {
    const first = reserve(aPool({ available: 5 }), asking(5), now);
    const lots = [aLot({ id: 'lot-1', reserved: 5, version: 2 })];
    const pool = { ...aPoolOf(lots), version: 2 };
    const picks = [{ lotId: 'lot-1', quantity: 5 }];
    expect(first).toEqual({
      ok: true,
      value: {
        state: { pool, lots, reservation: aReservation() },
        events: [
          {
            type: 'licenses-reserved',
            pool,
            lots,
            reservationId: 'reservation-one',
            holder: aHolder(),
            picks,
            deadline,
          },
        ],
      },
    });
    expect(reserve({ pool, lots, complete: true }, asking(5), now)).toMatchObject({
      ok: false,
      error: { code: 'pool-short', errors: [{ asked: 5, available: 0 }] },
    });
  });

  it('case 2: requests of 3 and 4 on 5: one wins, and the loser is told the true remainder', () => {
    const after = (quantity: number) => {
      const first = reserve(aPool({ available: 5 }), asking(quantity), now);
      if (!first.ok) throw new Error('the first is covered');
      return { ...first.value.state, complete: true };
    };
    expect(reserve(after(3), asking(4), now)).toMatchObject({
      error: { errors: [{ asked: 4, available: 2 }] },
    });
    expect(reserve(after(4), asking(3), now)).toMatchObject({
      error: { errors: [{ asked: 3, available: 1 }] },
    });
  });

  it('is held for 15 minutes', () =>
    expect(reserve(aPool({ available: 1 }), asking(1), now)).toMatchObject({
      value: { state: { reservation: { deadline } } },
    }));
});

describe('PO-5 a commit', () => {
  it('assigns what is held', () => {
    const lots = [
      aLot({ id: 'lot-1', available: 1, assigned: 5, expiresAt: at('2026-12-01T00:00:00Z'), version: 2 }),
    ];
    const pool = { ...aPoolOf(lots), version: 2 };
    const { picks } = aReservation();
    expect(commit(held(), periodEnd, now)).toEqual({
      ok: true,
      value: {
        state: { pool, lots, reservation: aReservation({ state: 'committed', endedAt: now, version: 2 }) },
        events: [{ type: 'licenses-assigned', pool, lots, holder: aHolder(), picks }],
      },
    });
  });

  it('is in time just before the deadline, and refused at it', () => {
    expect(commit(held(), periodEnd, justBefore(deadline)).ok).toBe(true);
    expect(commit(held(), periodEnd, deadline)).toMatchObject({
      error: { code: 'reservation-over', rule: 'PO-5' },
    });
  });

  it.each(['committed', 'released', 'expired'] as const)('is refused when it is %s', (state) =>
    expect(
      commit({ ...held(), reservation: aReservation({ state, endedAt: now }) }, periodEnd, now),
    ).toMatchObject({
      error: { code: 'reservation-over', detail: `reservation reservation-one is ${state} since ${now}` },
    }),
  );

  it('CT-4 is refused at the end of the period', () =>
    expect(commit(held(), now, now)).toMatchObject({ error: { code: 'period-over', rule: 'CT-4' } }));

  it('case 7: the lot expires while reserved: the commit is honoured', () =>
    expect(commit(held(at('2026-11-21T10:05:00Z')), periodEnd, at('2026-11-21T10:10:00Z')).ok).toBe(true));
});

describe('PO-5 a release', () => {
  it('gives back what is held', () => {
    const lots = [aLot({ id: 'lot-1', available: 6, expiresAt: at('2026-12-01T00:00:00Z'), version: 2 })];
    const pool = { ...aPoolOf(lots), version: 2 };
    expect(release(held(), now)).toEqual({
      state: { pool, lots, reservation: aReservation({ state: 'released', endedAt: now, version: 2 }) },
      events: [
        {
          type: 'reservation-released',
          pool,
          lots,
          reservationId: 'reservation-one',
          holder: aHolder(),
          why: 'released',
        },
      ],
    });
  });

  it('tells the deadline when it was over by then', () => {
    expect(release(held(), justBefore(deadline)).events).toMatchObject([{ why: 'released' }]);
    expect(release(held(), deadline)).toMatchObject({
      state: { reservation: { state: 'expired', endedAt: deadline } },
      events: [{ why: 'deadline' }],
    });
  });

  it.each(['committed', 'released', 'expired'] as const)('does nothing when it is %s', (state) => {
    const holding = { ...held(), reservation: aReservation({ state }) };
    expect(release(holding, now)).toEqual({ state: holding, events: [] });
  });

  it('case 7, PO-9: the lot expires while reserved: released after it, it expires', () => {
    const expiresAt = at('2026-11-21T10:05:00Z');
    expect(release(held(expiresAt), justBefore(expiresAt)).state.lots).toMatchObject([
      { counts: { available: 6, expired: 0 } },
    ]);
    const late = release(held(expiresAt), expiresAt);
    expect(late.state.lots).toMatchObject([{ counts: { available: 1, reserved: 0, expired: 5 } }]);
    expect(late.state.pool.counts).toEqual(late.state.lots[0]?.counts);
  });
});
