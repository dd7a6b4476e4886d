import { describe, expect, it } from '@jest/globals';
import { aReservation, at, justBefore, now } from '../testing/license-pool.fixtures.js';
import {
  theDeadlineIsAhead,
  theReservationIsHeld,
  theReservationIsOfThisPool,
} from './reservation-policies.js';

const claim = (differing: Parameters<typeof aReservation>[0] = {}) => ({
  reservation: aReservation(differing),
  poolId: aReservation().poolId,
});

describe('theReservationIsOfThisPool', () => {
  it('passes', () => expect(theReservationIsOfThisPool(claim(), now)).toBeUndefined());
  it('refuses another', () =>
    expect(theReservationIsOfThisPool({ ...claim(), poolId: 'other' }, now)).toEqual({
      code: 'reservation-over',
      rule: 'PO-5',
      detail: 'reservation reservation-one is of another pool',
    }));
});

describe('PO-5 theReservationIsHeld', () => {
  it('passes', () => expect(theReservationIsHeld(claim(), now)).toBeUndefined());
  it('refuses one that has ended', () =>
    expect(theReservationIsHeld(claim({ state: 'expired', endedAt: now }), now)).toMatchObject({
      detail: 'reservation reservation-one is expired since 2026-11-21T10:00:00.000Z',
    }));
});

describe('PO-5 theDeadlineIsAhead', () => {
  const deadline = at('2026-11-21T10:15:00Z');
  it('passes just before', () => expect(theDeadlineIsAhead(claim(), justBefore(deadline))).toBeUndefined());
  it('refuses at it', () =>
    expect(theDeadlineIsAhead(claim(), deadline)).toMatchObject({
      detail: 'reservation reservation-one was over at its deadline, 2026-11-21T10:15:00.000Z',
    }));
});
