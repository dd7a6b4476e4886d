import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import * as fc from 'fast-check';
import { accountOf, aLot, anExchange, midnight, noon } from '../testing/points.fixtures.js';
import { burnt } from './burn-order.js';
import { beginReversal, pointsBackFor, returnsOf, reverse } from './reversal.js';

const march = aLot({ id: 'march', points: 600, remaining: 0, spent: 600 });
const june = aLot({
  id: 'june',
  points: 1000,
  remaining: 650,
  spent: 350,
  expiresAt: midnight('2027-06-30'),
});
const burns = [
  { lotId: 'march', points: 600 },
  { lotId: 'june', points: 350 },
];
const captured = anExchange({ burns, state: 'captured', lotId: 'pool-lot-1', endedAt: noon, version: 2 });
const asked = { id: 'reversal-1', quantity: 40, operationId: 'op-2' };
const begun = beginReversal(captured, asked, noon, 300_000);
const withLots = { account: accountOf(march, june), exchange: begun, lots: [march, june] };

describe('PT-6 a reversal', () => {
  it('PT-7: of 40 of 100 returns 380: 350 to the second lot, 30 to the first', () => {
    const { state, events } = reverse(withLots, 40, noon);
    expect(state.lots).toMatchObject([
      { id: 'june', remaining: 1000, spent: 0 },
      { id: 'march', remaining: 30, spent: 570 },
    ]);
    expect(state.account).toMatchObject({ available: 1030, spent: 570 });
    expect(state.exchange).toMatchObject({
      state: 'captured',
      reversedQuantity: 40,
      reversedPoints: 380,
      reversal: null,
      askAgainAt: null,
      version: 4,
    });
    expect(state.transaction).toMatchObject({
      kind: 'reverse',
      reference: captured.id,
      postings: [
        { account: 'spent', points: -380 },
        { account: 'available', points: 380 },
      ],
      opens: [{ id: 'march', remaining: 0, spent: 600 }],
    });
    expect(events).toEqual([{ type: 'exchange-reversed', ...state, quantity: 40, points: 380 }]);
  });

  it('the rest goes on where the first part ended', () => {
    const first = reverse(withLots, 40, noon).state;
    const second = { ...first, exchange: beginReversal(first.exchange, asked, noon, 1) };
    const { state } = reverse({ ...second, lots: first.lots }, 60, noon);
    expect(state.lots).toMatchObject([{ id: 'march', remaining: 600, spent: 0 }]);
    expect(state.exchange).toMatchObject({ reversedQuantity: 100, reversedPoints: 950 });
    expect(state.account).toMatchObject({ available: 1600, spent: 0 });
  });

  it('the share of a lot that is over expires', () => {
    const { state } = reverse(withLots, 40, midnight('2027-03-31'));
    expect(state.lots).toMatchObject([
      { id: 'june', remaining: 1000 },
      { id: 'march', remaining: 0, spent: 570, expired: 30 },
    ]);
    expect(state.transaction.postings).toEqual([
      { account: 'spent', points: -380 },
      { account: 'available', points: 350 },
      { account: 'expired', points: 30 },
    ]);
    expect(reverse(withLots, 40, plusMs(march.expiresAt, -1)).state.account.expired).toBe(0);
  });

  it('thirds of 100 points come back 33, 33, 34', () => {
    let exchange = anExchange({ quantity: 3, totalPoints: 100, burns: [{ lotId: 'a', points: 100 }] });
    const back = [1, 1, 1].map((licenses) => {
      const points = pointsBackFor(exchange, licenses);
      exchange = {
        ...exchange,
        reversedQuantity: exchange.reversedQuantity + licenses,
        reversedPoints: exchange.reversedPoints + points,
      };
      return points;
    });
    expect(back).toEqual([33, 33, 34]);
  });

  it('is exact where doubles are not: beyond 2^53 on the way', () => {
    const large = anExchange({ totalPoints: 9_007_199_254_740_991, quantity: 1_000_000 });
    expect(pointsBackFor(large, 999_999)).toBe(9_007_190_247_541_736);
    expect(pointsBackFor(large, 1_000_000)).toBe(9_007_199_254_740_991);
  });

  it('of no points is one all the same', () => {
    const free = anExchange({ burns: [], totalPoints: 0, state: 'captured', lotId: 'lot', endedAt: noon });
    const { state } = reverse({ account: accountOf(), exchange: free, lots: [] }, 1, noon);
    expect(state.exchange.reversedQuantity).toBe(1);
    expect(state.transaction.postings).toEqual([
      { account: 'spent', points: 0 },
      { account: 'available', points: 0 },
    ]);
  });

  it('in any parts gives back every lot what was burnt of it, and no more on the way', () => {
    const anyBurns = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 });
    const anyParts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyBurns, anyParts, (points, parts) => {
        const all = points.map((burn, n) => ({ lotId: `lot-${n}`, points: burn }));
        const quantity = parts.reduce((sum, part) => sum + part, 0);
        let exchange = anExchange({ burns: all, totalPoints: burnt(all), quantity });
        const returned = new Map<string, number>();
        for (const part of parts) {
          const due = pointsBackFor(exchange, part);
          const returns = returnsOf(exchange, due);
          expect(burnt(returns)).toBe(due);
          for (const { lotId, points: back } of returns)
            returned.set(lotId, (returned.get(lotId) ?? 0) + back);
          for (const { lotId, points: burn } of all)
            expect(returned.get(lotId) ?? 0).toBeLessThanOrEqual(burn);
          exchange = {
            ...exchange,
            reversedQuantity: exchange.reversedQuantity + part,
            reversedPoints: exchange.reversedPoints + due,
          };
        }
        expect(all.map(({ lotId }) => returned.get(lotId))).toEqual(points);
      }),
    );
  });
});
