import { describe, expect, it } from '@jest/globals';
import { accountOf, aLot, midnight } from '../testing/points.fixtures.js';
import { expireLots } from './expiry.js';

const march = aLot({ id: 'march', remaining: 600 });
const alsoMarch = aLot({ id: 'also-march', remaining: 50, held: 30, points: 80 });
const june = aLot({ id: 'june', expiresAt: midnight('2027-06-30') });

describe('PT-5 expiry', () => {
  it('makes one transaction for each instant, in order, and dated at it (CT-8)', () => {
    const events = expireLots(accountOf(march, alsoMarch, june), [june, march, alsoMarch]);
    expect(events.map(({ type, transaction }) => [type, transaction.at, transaction.number])).toEqual([
      ['points-expired', midnight('2027-03-31'), 6],
      ['points-expired', midnight('2027-06-30'), 7],
    ]);
    expect(events.map(({ account }) => account.available)).toEqual([1000, 0]);
    expect(events[0]?.transaction.postings).toEqual([
      { account: 'available', points: -650 },
      { account: 'expired', points: 650 },
    ]);
  });

  it('leaves the held part as it is', () => {
    const [event] = expireLots(accountOf(alsoMarch), [alsoMarch]);
    expect(event?.lots).toMatchObject([{ id: 'also-march', remaining: 0, held: 30, expired: 50 }]);
    expect(event?.account).toMatchObject({ available: 0, held: 30 });
  });

  it('of a lot that was over before it came is dated at its grant', () => {
    const late = aLot({ grantedAt: midnight('2027-04-02') });
    expect(expireLots(accountOf(late), [late])[0]?.transaction.at).toBe(midnight('2027-04-02'));
  });

  it('of nothing is nothing', () => expect(expireLots(accountOf(), [])).toEqual([]));
});
