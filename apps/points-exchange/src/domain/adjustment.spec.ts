import { describe, expect, it } from '@jest/globals';
import { accountOf, aLot, midnight, noon } from '../testing/points.fixtures.js';
import { adjustDown, adjustUp, promote } from './adjustment.js';

const given = {
  id: 'op-1',
  partnerId: 'partner-gold',
  points: 200,
  reason: 'Spring promotion',
  by: 'operator-one',
};

describe('CO-10 the operator', () => {
  it('PT-2 grants points by promotion, with a reason', () => {
    const granted = promote(accountOf(), { ...given, expiresAt: midnight('2027-01-31'), priority: 5 }, noon);
    expect(granted).toMatchObject({
      value: {
        events: [{ type: 'points-granted' }],
        state: {
          account: { available: 200, issued: -200 },
          lots: [{ priority: 5, expiresAt: midnight('2027-01-31'), source: { promotionId: 'op-1' } }],
          transaction: { kind: 'grant', reason: 'Spring promotion', by: 'operator-one' },
        },
      },
    });
  });

  it('PT-2 lets them last 12 months where nothing is stated, and grants none that are over', () => {
    expect(promote(accountOf(), given, noon)).toMatchObject({
      value: { state: { lots: [{ expiresAt: midnight('2027-11-21'), priority: 100 }] } },
    });
    expect(promote(accountOf(), { ...given, expiresAt: noon }, noon)).toMatchObject({
      error: { code: 'expiry-passed', rule: 'PT-2' },
    });
    expect(adjustUp(accountOf(), { ...given, expiresAt: noon }, noon)).toMatchObject({
      error: { code: 'expiry-passed' },
    });
  });

  it('PT-1 adds points against the account adjustment', () =>
    expect(adjustUp(accountOf(), given, noon)).toMatchObject({
      value: {
        events: [{ type: 'points-adjusted' }],
        state: {
          account: { available: 200, adjustment: -200, issued: 0 },
          lots: [{ points: 200, remaining: 200, adjusted: 0 }],
          transaction: { kind: 'adjust', reference: 'op-1', reason: 'Spring promotion' },
        },
      },
    }));

  it('PT-2 takes points away in burn order, all of them or none', () => {
    const [march, june] = [aLot({ id: 'march', remaining: 150 }), aLot({ id: 'june' })];
    const purse = { account: accountOf(march, june), lots: [march, june] };
    expect(adjustDown(purse, given, noon)).toMatchObject({
      value: {
        state: {
          account: { available: 950, adjustment: 200 },
          lots: [
            { id: 'march', remaining: 0, adjusted: 150 },
            { id: 'june', remaining: 950, adjusted: 50 },
          ],
          transaction: { kind: 'adjust', postings: [{ account: 'available' }, { account: 'adjustment' }] },
        },
      },
    });
    expect(adjustDown(purse, { ...given, points: 1151 }, noon)).toMatchObject({
      error: { code: 'points-short', errors: [{ asked: 1151, available: 1150 }] },
    });
  });
});
