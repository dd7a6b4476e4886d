import { describe, expect, it } from '@jest/globals';
import { accountOf, aLot, anOrder, at, midnight, noon } from '../testing/points.fixtures.js';
import { emptyAccount } from './account.js';
import { defaultExpiry, fingerprintOf, grant, lotIdOf } from './grant.js';

const empty = emptyAccount('partner-gold');

describe('PT-2 points that are credited', () => {
  it('make one lot, one transaction and one event', () => {
    const granted = grant(empty, anOrder(), noon);
    if (!granted.ok) throw new Error(granted.error.detail);
    const { state, events } = granted.value;
    expect(state.account).toEqual({
      ...empty,
      available: 1000,
      issued: -1000,
      hash: state.transaction.hash,
      at: noon,
      version: 1,
    });
    expect(state.lots).toEqual([
      {
        id: lotIdOf(anOrder()),
        partnerId: 'partner-gold',
        source: { orderId: 'order-1', line: '1', fingerprint: fingerprintOf(anOrder()) },
        points: 1000,
        remaining: 1000,
        held: 0,
        spent: 0,
        expired: 0,
        adjusted: 0,
        priority: 100,
        grantedAt: noon,
        expiresAt: midnight('2027-11-21'),
        noticeAt: midnight('2027-09-22'),
        version: 1,
      },
    ]);
    expect(state.transaction).toMatchObject({
      kind: 'grant',
      number: 1,
      reference: lotIdOf(anOrder()),
      at: noon,
    });
    expect(state.transaction.postings).toEqual([
      { account: 'issued', points: -1000 },
      { account: 'available', points: 1000 },
    ]);
    expect(events).toEqual([{ type: 'points-granted', ...state }]);
  });

  it('keep the expiry and priority that are stated, 0 too', () => {
    const granted = grant(empty, anOrder({ expiresAt: at('08:30:00'), priority: 0 }), noon);
    expect(granted).toMatchObject({
      value: { state: { lots: [{ expiresAt: at('08:30:00'), priority: 0 }] } },
    });
  });

  it.each([
    ['2026-11-21', '2027-11-21'],
    ['2028-02-29', '2029-02-28'],
  ])('of %s last 12 months, to %s', (day, end) =>
    expect(defaultExpiry(at('23:59:59.999', day))).toBe(midnight(end)),
  );

  it('PT-1 are counted exactly, or refused', () => {
    const room = accountOf(aLot({ remaining: Number.MAX_SAFE_INTEGER - 1000 }));
    expect(grant(room, anOrder({ points: 1000 }), noon).ok).toBe(true);
    expect(grant(room, anOrder({ points: 1001 }), noon)).toMatchObject({
      error: { code: 'balance-too-large' },
    });
  });
});

describe('PO-3 the fingerprint of an order line', () => {
  it.each([
    { partnerId: 'partner-silver' },
    { points: 1001 },
    { purchasedAt: at('11:00:01') },
    { expiresAt: midnight('2027-11-21') },
    { priority: 100 },
  ])('changes with %o', (differing) =>
    expect(fingerprintOf(anOrder(differing))).not.toBe(fingerprintOf(anOrder())),
  );

  it('is not its id, which is of order and line only', () => {
    expect(lotIdOf(anOrder({ points: 5 }))).toBe(lotIdOf(anOrder()));
    expect(lotIdOf(anOrder({ line: '2' }))).not.toBe(lotIdOf(anOrder()));
  });
});
