import { describe, expect, it } from '@jest/globals';
import { accountOf, aLot, aQuote, anExchange, midnight, noon } from '../testing/points.fixtures.js';
import { mostBurns } from './burn-order.js';
import { exchangeIdOf } from './exchange.js';
import { holdPoints } from './hold-points.js';
import type { PointsLot } from './lot.js';

const followUp = { operationId: 'op-1', giveUpAfterMs: 300_000 };
const holding = (lots: readonly PointsLot[], quote = aQuote()) =>
  holdPoints({ account: accountOf(...lots), lots }, quote, followUp, noon);
const march = aLot({ id: 'march', remaining: 600 });
const june = aLot({ id: 'june', expiresAt: midnight('2027-06-30') });
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => aLot({ id: `lot-${n}`, remaining: 1 }));

describe('PT-4 an accepted quote', () => {
  it('PT-7 holds 600 of the first lot and 350 of the second', () => {
    const held = holding([march, june]);
    if (!held.ok) throw new Error(held.error.detail);
    const { state, events } = held.value;
    const burns = [
      { lotId: 'march', points: 600 },
      { lotId: 'june', points: 350 },
    ];
    expect(state.exchange).toEqual(anExchange({ id: exchangeIdOf('quote-1'), burns }));
    expect(state.quote).toEqual(aQuote({ state: 'accepted', version: 2 }));
    expect(state.account).toMatchObject({ id: 'partner-gold', available: 650, held: 950, version: 6 });
    expect(state.lots).toMatchObject([
      { id: 'march', remaining: 0, held: 600 },
      { id: 'june', remaining: 650, held: 350 },
    ]);
    expect(state.transaction).toMatchObject({ kind: 'hold', number: 6, reference: state.exchange.id });
    expect(state.transaction.postings).toEqual([
      { account: 'available', points: -950 },
      { account: 'held', points: 950 },
    ]);
    const { account, lots, transaction, exchange } = state;
    expect(events).toEqual([{ type: 'points-held', account, lots, transaction, exchange }]);
  });

  it('takes the last point, and is told the true remainder when one is missing', () => {
    expect(holding([aLot({ remaining: 950 })]).ok).toBe(true);
    expect(holding([aLot({ remaining: 949 })])).toMatchObject({
      error: { code: 'points-short', rule: 'PT-4', errors: [{ asked: 950, available: 949 }] },
    });
  });

  it('is refused without any points, and without an account', () =>
    expect(holding([])).toMatchObject({ error: { code: 'points-short', errors: [{ available: 0 }] } }));

  it('burns 1000 lots at most', () => {
    expect(holding(many(mostBurns), aQuote({ totalPoints: 1000 })).ok).toBe(true);
    expect(holding(many(mostBurns + 1), aQuote({ totalPoints: 1001 }))).toMatchObject({
      error: { code: 'too-many-lots' },
    });
    // There may be more than the 1001 lots that were read.
    expect(holding(many(mostBurns + 1), aQuote({ totalPoints: 1002 }))).toMatchObject({
      error: { code: 'too-many-lots' },
    });
    expect(holding(many(mostBurns), aQuote({ totalPoints: 1001 }))).toMatchObject({
      error: { code: 'points-short' },
    });
  });

  it('of a discount of 100 % holds nothing, and is an exchange all the same', () => {
    const free = holding([], aQuote({ totalPoints: 0 }));
    expect(free).toMatchObject({ value: { state: { exchange: { burns: [], totalPoints: 0 }, lots: [] } } });
  });
});
